using ExperimentRunner.Components;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary>Reads a config for a verb, and shows everything that is wrong with it.</summary>
internal static class ConfigReport
{
    /// <summary>Reads a config.</summary>
    /// <returns>The config, or null when it has errors, which have been shown.</returns>
    internal static LoadedConfig<Experiment>? Load(string path, IReadOnlyList<string> overrides, Terminal terminal) =>
        Show(ExperimentFiles.Load(path, overrides), terminal);

    /// <summary>Shows what is wrong with a config.</summary>
    /// <returns>The config, or null when it has errors.</returns>
    internal static LoadedConfig<Experiment>? Show(LoadedConfig<Experiment> config, Terminal terminal)
    {
        terminal.Error.Write(DiagnosticRenderer.Render(config.Diagnostics, terminal.IsInteractive));
        return config.Value is null ? null : config;
    }

    /// <summary>Shows what was found out since the config was read.</summary>
    /// <returns>The exit code of invalid usage, for the caller to return.</returns>
    internal static int Refuse(LoadedConfig<Experiment> config, Terminal terminal)
    {
        terminal.Error.Write(DiagnosticRenderer.Render(config.Diagnostics, terminal.IsInteractive));
        return ExitCodes.Invalid;
    }
}
