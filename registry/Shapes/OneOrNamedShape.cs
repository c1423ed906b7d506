namespace ExperimentRunner.Registry.Shapes;

/// <summary>One component, or several under names.</summary>
/// <param name="Component">What each looks like.</param>
/// <param name="Type">The C# type.</param>
public sealed record OneOrNamedShape(ComponentShape Component, Type Type) : ValueShape(Type)
{
    /// <inheritdoc />
    public override string Expected => $"{Component.Expected}, or several under names";
}
