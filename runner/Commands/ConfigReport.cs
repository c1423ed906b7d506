using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;

namespace ExperimentRunner.Commands;

/// <summary>Reads a config for a verb, and shows everything that is wrong with it.</summary>
internal static class ConfigReport
{
    /// <summary>Reads a config.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Changes, each <c>key=value</c>.</param>
    /// <param name="terminal">Where mistakes are shown.</param>
    /// <param name="isOneOfSeveral">Whether other files get the same changes, so that a mistake in one has to say whose it is.</param>
    /// <returns>The config, or null when it has errors, which have been shown.</returns>
    internal static LoadedConfig<Experiment>? Load(
        string path, IReadOnlyList<string> overrides, Terminal terminal, bool isOneOfSeveral = false) =>
        Show(ExperimentFiles.Load(path, overrides), terminal, isOneOfSeveral ? path : null);

    /// <summary>Shows what is wrong with a config.</summary>
    /// <param name="config">The config.</param>
    /// <param name="terminal">Where mistakes are shown.</param>
    /// <param name="owner">The file whose mistakes they are, where that must be said; else null.</param>
    /// <returns>The config, or null when it has errors.</returns>
    internal static LoadedConfig<Experiment>? Show(LoadedConfig<Experiment> config, Terminal terminal, string? owner)
    {
        terminal.Report(config.Diagnostics, owner);
        return config.Value is null ? null : config;
    }
}
