using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Keys and values, in the order in which they were written.</summary>
public sealed class MappingNode : ConfigNode
{
    private readonly MappingEntry[] entries;
    private Dictionary<string, int>? index;

    /// <summary>Keys and values; keys are unique.</summary>
    public MappingNode(SourceSpan span, IEnumerable<MappingEntry> entries, ConfigNode? overridden = null)
        : base(span, overridden) => this.entries = [.. entries];

    /// <summary>Whether a part of it could not be read, so that what it lacks is no mistake of its own.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Keys and values, in the order in which they were written.</summary>
    public IReadOnlyList<MappingEntry> Entries => entries;

    /// <inheritdoc />
    public override string Noun => "a mapping";

    /// <summary>The entry of a key, or null.</summary>
    public MappingEntry? Find(string key) => IndexOf(key) is >= 0 and var i ? entries[i] : null;

    /// <summary>The value of a key, or null.</summary>
    public ConfigNode? this[string key] => IndexOf(key) is >= 0 and var i ? entries[i].Value : null;

    /// <summary>What it says it is: the value of <c>type</c>; null where there is none, or where it is taken back.</summary>
    public ConfigNode? Type => this["type"] is ScalarNode { IsNull: true } ? null : this["type"];

    internal int IndexOf(string key)
    {
        if (index is null)
        {
            index = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
            for (var i = 0; i < entries.Length; i++)
            {
                index.TryAdd(entries[i].Key, i);
            }
        }

        return index.GetValueOrDefault(key, -1);
    }

    internal MappingNode With(IEnumerable<MappingEntry> entries) =>
        new(Span, entries, Overridden) { IsPartial = IsPartial, IsMerged = IsMerged, Template = Template };

    /// <summary>The same, of which what it lacks is no mistake.</summary>
    internal MappingNode AsPartial() => new(Span, entries, Overridden) { IsPartial = true, IsMerged = IsMerged, Template = Template };

    internal override ConfigNode Over(ConfigNode earlier) =>
        new MappingNode(Span, entries, ChainTo(earlier)) { IsPartial = IsPartial, IsMerged = IsMerged, Template = Template };

    internal override ConfigNode LentTo(ScalarNode reference, ConfigNode? overridden) => new MappingNode(
        reference.Span, entries.Select(e => new MappingEntry(e.Key, reference.Span, e.Value.LentTo(reference, overridden: null))), overridden)
    {
        IsPartial = IsPartial,
        Template = reference,
    };
}
