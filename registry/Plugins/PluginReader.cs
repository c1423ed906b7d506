using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Registry.Plugins;

/// <summary>Reads <c>plugins:</c>, which must be known before anything else of a configuration is.</summary>
/// <param name="files">Where files are looked for, for suggestions.</param>
/// <param name="diagnostics">Receives every mistake.</param>
internal sealed class PluginReader(IConfigFiles files, DiagnosticBag diagnostics)
{
    private const string Key = "plugins";

    /// <summary>The product's components with those of the plug-ins.</summary>
    /// <param name="product">The product's components.</param>
    /// <param name="tree">The composed configuration. A <c>plugins</c> that is no list of texts is left to the binder.</param>
    /// <returns>All components and the plug-ins; null after a diagnostic.</returns>
    public (ComponentRegistry Registry, IReadOnlyList<Plugin> Plugins)? Read(ComponentRegistry product, MappingNode tree)
    {
        var (registry, plugins) = (product, new List<Plugin>());
        var isWhole = true;
        foreach (var node in ItemsOf(tree).OfType<ScalarNode>().Where(IsPath))
        {
            if (Load(product, node) is { } plugin && Register(registry, plugin, node) is { } more)
            {
                registry = more;
                plugins.Add(plugin);
            }
            else
            {
                isWhole = false;
            }
        }

        return isWhole ? (registry, plugins) : null;
    }

    /// <summary>A configuration with the full paths of its plug-ins, so that it means the same wherever it is written down.</summary>
    public static MappingNode Locate(MappingNode tree, IReadOnlyList<Plugin> plugins)
    {
        var paths = new Queue<string>(plugins.Select(plugin => plugin.Path));
        ConfigNode[] items = [.. ItemsOf(tree).Select(item => item is ScalarNode node && IsPath(node) ? new ScalarNode(node.Span, paths.Dequeue()) : item)];
        ConfigNode? located = tree[Key] switch
        {
            SequenceNode list => list.With(items),
            AppendNode append => append.With(items),
            var other => other,
        };
        return tree.With(tree.Entries.Select(entry => entry.Key == Key ? entry with { Value = located! } : entry));
    }

    private static IReadOnlyList<ConfigNode> ItemsOf(MappingNode tree) => tree[Key] switch
    {
        SequenceNode list => list.Items,
        AppendNode append => append.Items,
        _ => [],
    };

    private static bool IsPath(ScalarNode node) => node.IsWord;

    private Plugin? Load(ComponentRegistry product, ScalarNode node)
    {
        if (Template.IsIn(node.Text))
        {
            Fail("'plugins' is followed before anything is interpolated", node, "write the path");
            return null;
        }

        var path = FilePath.Resolve(node.Span.Source, node.Text);
        if (RegularFile.KindOf(path) == FileKind.Missing)
        {
            var neighbours = files.List(Path.GetDirectoryName(path) ?? "").Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
            diagnostics.Add(DiagnosticCodes.FileNotFound, $"there is no plug-in '{path}'", node.Span, Suggestion.Hint(Path.GetFileName(path), neighbours));
            return null;
        }

        try
        {
            return new PluginLoader(product).Load(path);
        }
        catch (PluginException failure)
        {
            Fail($"'{path}' {failure.Message}", node, hint: null);
            return null;
        }
    }

    private ComponentRegistry? Register(ComponentRegistry registry, Plugin plugin, ScalarNode node)
    {
        try
        {
            return registry.With(plugin.Assembly);
        }
        catch (ConfigException clash)
        {
            diagnostics.AddRange(clash.Diagnostics.Select(diagnostic => diagnostic with { Span = node.Span }));
            return null;
        }
    }

    private void Fail(string message, ScalarNode node, string? hint) => diagnostics.Add(DiagnosticCodes.BadPlugin, message, node.Span, hint);
}
