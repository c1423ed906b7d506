using System.CommandLine;
using ExperimentRunner.Data;
using ExperimentRunner.Experiments;
using ExperimentRunner.Hosting;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Trials;

namespace ExperimentRunner.Commands;

/// <summary><c>run</c>: trains one experiment, or goes on with it.</summary>
internal static class RunVerb
{
    internal static Command Create(Terminal terminal)
    {
        var config = Arguments.Config();
        var overrides = Arguments.Overrides();
        var limit = new Option<string?>("--limit") { HelpName = "10it", Description = "Stop after this many steps (10it) or epochs (1ep) in all and leave the run unfinished, for a quick test. The same command without --limit continues it." };
        var runs = Arguments.Runs();
        var command = new Command("run", "Train an experiment. A run that was interrupted continues.") { config, overrides, limit, runs };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(config), parsed.GetValue(overrides)!, Parse(parsed.GetValue(limit)), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static Duration? Parse(string? limit) => limit is null ? null : Quantity.Parse(limit) switch
    {
        { Unit: "it", Number: >= 1 and <= long.MaxValue } steps when double.IsInteger(steps.Number) => Duration.Steps((long)steps.Number),
        { Unit: "ep", Number: > 0 } epochs when double.IsFinite(epochs.Number) => Duration.Epochs(epochs.Number),
        _ => throw new RunnerException($"--limit: expected steps such as 10it, or epochs such as 0.5ep, found '{limit}'"),
    };

    private static async Task<int> RunAsync(string path, string[] overrides, Duration? limit, string runs, Terminal terminal) =>
        ConfigReport.Load(path, overrides, terminal) is { } config
            ? await TrainAsync(ExperimentFiles.Describe(path, config), Arguments.WritableRuns(runs), name: null, limit, terminal)
            : ExitCodes.Invalid;

    /// <summary>Trains an experiment.</summary>
    /// <param name="experiment">What to train.</param>
    /// <param name="runs">Where runs are kept.</param>
    /// <param name="name">The one trial to go on with, or null to let its identity decide.</param>
    /// <param name="limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
    /// <param name="terminal">Where to write.</param>
    internal static Task<int> TrainAsync(LoadedExperiment experiment, RunsFolder runs, string? name, Duration? limit, Terminal terminal) => RunnerHost.RunAsync<OneTrial>(
        runs, FetchedFiles.Of(experiment.Experiment), terminal,
        (services, lasting) => services.AddReports(lasting),
        trial => trial.RunAsync(experiment, name, limit));
}
