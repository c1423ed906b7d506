using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Registry.Shapes;

/// <summary>A record with arguments of its own, which is no component.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Registry">What describes it, on demand: records may contain themselves.</param>
public sealed record RecordShape(Type Type, ComponentRegistry Registry) : ValueShape(Type)
{
    /// <summary>Its arguments.</summary>
    public RecordDescriptor Record => Registry.Describe(Type);

    /// <inheritdoc />
    public override string Expected => "a mapping";
}
