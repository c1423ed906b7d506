using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Plugins;

namespace ExperimentRunner.Registry.Loading;

/// <summary>From a path to a record: reads, composes, interpolates and binds.</summary>
/// <param name="registry">The components.</param>
/// <param name="files">Where files are read from.</param>
/// <param name="environment">The environment variables.</param>
public sealed class ConfigLoader(ComponentRegistry registry, IConfigFiles files, Func<string, string?> environment)
{
    /// <summary>Loads from this machine's files and environment.</summary>
    public static ConfigLoader Default(ComponentRegistry registry) => new(registry, new DiskFiles(), Environment.GetEnvironmentVariable);

    /// <summary>Loads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">What the command line changes: <c>optimizer.lr=0.1</c>.</param>
    /// <typeparam name="T">The record of the whole file.</typeparam>
    public LoadedConfig<T> Load<T>(string path, IReadOnlyList<string> overrides)
        where T : class
    {
        var diagnostics = new DiagnosticBag();
        var composer = new Composer(files, diagnostics);
        return Finish<T>(composer.Compose(path, overrides), composer, diagnostics);
    }

    /// <summary>The same configuration with further values, such as those of a trial.</summary>
    /// <param name="config">A configuration that was loaded.</param>
    /// <param name="changes">The values, laid over everything that was written.</param>
    public LoadedConfig<T> With<T>(LoadedConfig<T> config, IEnumerable<Override> changes)
        where T : class
    {
        var diagnostics = new DiagnosticBag();
        var composer = new Composer(files, diagnostics);
        return Finish<T>(config.Composed is null ? null : composer.Apply(config.Composed, changes), composer, diagnostics);
    }

    /// <summary>
    /// The version of a configuration that one of its own keys describes, as changes over the rest: <c>quick: {train: {duration: 1ep}}</c>.
    /// </summary>
    /// <param name="config">A configuration that was loaded.</param>
    /// <param name="key">The key.</param>
    /// <param name="replaced">Keys that the version does not share: what it says there stands alone.</param>
    public LoadedConfig<T> Version<T>(LoadedConfig<T> config, string key, params IReadOnlyList<string> replaced)
        where T : class
    {
        var diagnostics = new DiagnosticBag();
        var composer = new Composer(files, diagnostics);
        if (config.Composed is not { } whole || whole[key] is not MappingNode changes)
        {
            diagnostics.Add(DiagnosticCodes.WrongType, $"'{key}' must be a mapping of changes over this file", config.Composed?[key]?.Span);
            return Finish<T>(null, composer, diagnostics);
        }

        var rest = whole.With(whole.Entries.Where(entry => entry.Key != key && !replaced.Contains(entry.Key, StringComparer.Ordinal)));
        return Finish<T>(composer.Apply(rest, [new Override(new Address(key), changes)]), composer, diagnostics);
    }

    /// <summary>What stands at an address, who wrote it, and what may stand there; null after a diagnostic.</summary>
    public Explanation? Explain<T>(LoadedConfig<T> config, string address)
        where T : class => new Explainer(config.Registry, config.Diagnostics).Explain(Place.Root(typeof(T), config.Registry), config.Tree, address);

    private LoadedConfig<T> Finish<T>(MappingNode? composed, Composer composer, DiagnosticBag diagnostics)
        where T : class
    {
        // What a plug-in that failed would have brought is not known, so nothing more can be said.
        if (composed is null || new PluginReader(files, diagnostics).Read(registry, composed) is not var (known, plugins))
        {
            return new LoadedConfig<T>(null, null, composed, diagnostics, registry) { Files = composer.Files };
        }

        var interpolator = new Interpolator(PluginReader.Locate(composed, plugins), Place.Root(typeof(T), known), known, environment, diagnostics);
        var tree = interpolator.Run();
        var mistakes = new DiagnosticBag();
        var value = new Binder(known, mistakes, composer.IsPartial).Bind<T>(tree);
        diagnostics.AddRange(mistakes.Select(interpolator.Explain));
        return new LoadedConfig<T>(value, tree, composed, diagnostics, known) { Plugins = plugins, Files = composer.Files, Secrets = interpolator.Secrets };
    }
}
