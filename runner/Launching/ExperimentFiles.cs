using ExperimentRunner.Components;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Launching;

/// <summary>Reads experiments with the components that this program knows.</summary>
public static class ExperimentFiles
{
    private static readonly Lazy<ComponentRegistry> Known = new(() => ComponentRegistry.Of(typeof(Experiment).Assembly));

    /// <summary>The components that this program knows.</summary>
    public static ComponentRegistry Registry => Known.Value;

    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The config.</param>
    /// <param name="overrides">Changes, each <c>key=value</c>.</param>
    public static LoadedConfig<Experiment> Load(string path, IReadOnlyList<string> overrides) =>
        ConfigLoader.Default(Registry).Load<Experiment>(path, overrides);
}
