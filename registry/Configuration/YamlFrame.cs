using ExperimentRunner.Registry.Diagnostics;
using YamlDotNet.Core;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>A mapping or list that is being read.</summary>
internal sealed record YamlFrame(int Start, bool IsFlow, bool IsMapping, AnchorName Anchor)
{
    public List<MappingEntry> Entries { get; } = [];

    public Dictionary<string, SourceSpan> Keys { get; } = new(StringComparer.Ordinal);

    public List<ConfigNode> Items { get; } = [];

    public bool HasKey { get; set; }

    public ScalarNode? Key { get; set; }

    public bool IsPartial { get; set; }

    public int Size { get; set; } = 1;

    public int Height { get; set; }

    public void AddItem(ConfigNode node)
    {
        if (Items is [.., ScalarNode before] && SplitCall.Join(before, node, IsFlow) is { } call)
        {
            Items[^1] = call;
        }
        else
        {
            Items.Add(node);
        }
    }
}
