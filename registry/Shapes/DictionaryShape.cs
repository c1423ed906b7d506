namespace ExperimentRunner.Registry.Shapes;

/// <summary>Values under keys that the user chooses.</summary>
/// <param name="Value">What each value looks like.</param>
/// <param name="Type">The C# type.</param>
public sealed record DictionaryShape(ValueShape Value, Type Type) : ValueShape(Type)
{
    /// <inheritdoc />
    public override string Expected => "a mapping of names to values";
}
