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
    /// <param name="path">The file.</param>
    /// <param name="overrides">Changes, each <c>key=value</c>.</param>
    /// <param name="terminal">Where mistakes are shown.</param>
    /// <param name="isOneOfSeveral">Whether other files get the same changes, so that a mistake in one has to say whose it is.</param>
    /// <returns>The config, or null when it has errors, which have been shown.</returns>
    internal static LoadedConfig<Experiment>? Load(string path, IReadOnlyList<string> overrides, Terminal terminal, bool isOneOfSeveral = false)
    {
        var config = ExperimentFiles.Load(path, overrides);
        terminal.Error.Write(DiagnosticRenderer.Render(config.Diagnostics, terminal.IsInteractive, isOneOfSeveral ? path : null));
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
