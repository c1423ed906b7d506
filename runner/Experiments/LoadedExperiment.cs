using ExperimentRunner.Commands;
using ExperimentRunner.Components;
using ExperimentRunner.Registry.Plugins;

namespace ExperimentRunner.Experiments;

/// <summary>An experiment that was read without an error, and what the ledger needs of it.</summary>
public sealed record LoadedExperiment
{
    /// <summary>The name that its runs are kept under.</summary>
    public required string Name { get; init; }

    /// <summary>The experiment.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>The resolved config as YAML, its name included: loading it gives this experiment again.</summary>
    public required string Text { get; init; }

    /// <summary>The hash of everything that shapes the result.</summary>
    public required string Identity { get; init; }

    /// <summary>Everything that shapes the result, as JSON: what the identity is the hash of.</summary>
    public string Shape { get; init; } = "";

    /// <summary>The identity but for the duration, the same for a longer and a shorter run; null where that is not known.</summary>
    public string? Course { get; init; }

    /// <summary>
    /// The arguments of training by address, in order: without the name, notes, tags and other keys that do not shape it.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; }

    /// <summary>The plug-ins that it names.</summary>
    public IReadOnlyList<Plugin> Plugins { get; init; } = [];

    /// <summary>
    /// The same under the name of the folder that its runs lie in, which may have been renamed since its config was written.
    /// </summary>
    public LoadedExperiment Under(string name) => this with { Name = name, Experiment = Experiment with { Name = name } };
}
