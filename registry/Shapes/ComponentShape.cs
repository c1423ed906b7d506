using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Registry.Shapes;

/// <summary>A component of a kind, by its name or with arguments.</summary>
/// <param name="Kind">The kind.</param>
public sealed record ComponentShape(ComponentKind Kind) : ValueShape(Kind.Interface)
{
    /// <inheritdoc />
    public override string Expected => Diagnostics.Names.WithArticle(Kind.Name);
}
