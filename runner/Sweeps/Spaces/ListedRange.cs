using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary><c>choice</c>, <c>grid</c> and comma lists: values one by one.</summary>
/// <param name="Span">Where it is written.</param>
/// <param name="Values">The values.</param>
/// <param name="IsGrid">Whether every value is to be tried whatever the search.</param>
internal sealed record ListedRange(SourceSpan Span, IReadOnlyList<ConfigNode> Values, bool IsGrid) : ValueRange(Span)
{
    /// <inheritdoc/>
    public override long? Count => Values.Count;

    /// <inheritdoc/>
    public override bool IsOrdered => false;

    /// <inheritdoc/>
    public override string Text => Listed(Values.Select(NameOf));

    /// <inheritdoc/>
    public override string Meaning => Listed(Values.Select(YamlWriter.WriteInline));

    /// <inheritdoc/>
    public override ConfigNode ValueAt(double coordinate) => Values[(int)IndexAt(coordinate)];

    /// <summary>A component is called by its type where no other value is of that type.</summary>
    public override string NameOf(ConfigNode value) => TypeOf(value) is { } type && Values.Count(other => TypeOf(other) == type) == 1
        ? type
        : base.NameOf(value);

    private static string? TypeOf(ConfigNode value) => (value as MappingNode)?.Type is ScalarNode type ? type.Text : null;

    private string Listed(IEnumerable<string> values) => $"{(IsGrid ? "grid" : "choice")}({string.Join(", ", values)})";
}
