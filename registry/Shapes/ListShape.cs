namespace ExperimentRunner.Registry.Shapes;

/// <summary>A list of values.</summary>
/// <param name="Item">What each item looks like.</param>
/// <param name="Type">The C# type.</param>
public sealed record ListShape(ValueShape Item, Type Type) : ValueShape(Type)
{
    /// <inheritdoc />
    public override string Expected =>
        Item is ComponentShape component ? $"a list of {component.Kind.Plural}" : $"a list, each item {Item.Expected}";
}
