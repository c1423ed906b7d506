using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Registry.Shapes;

/// <summary>A part of the configuration that is kept as it is, because its meaning comes later.</summary>
public sealed record RawShape() : ValueShape(typeof(ConfigNode))
{
    /// <inheritdoc />
    public override string Expected => "any value";
}
