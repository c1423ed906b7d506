using ExperimentRunner.Components;
using ExperimentRunner.Data;
using ExperimentRunner.Hosting;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Commands;

/// <summary>A run whose model a verb uses.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="State">What the journal says.</param>
/// <param name="Checkpoint">Its best checkpoint, by its folder.</param>
internal sealed record TrainedTrial(TrialFolder Folder, TrialState State, string Checkpoint)
{
    /// <summary>Finds a run with a checkpoint, or tells the user why there is none.</summary>
    internal static TrainedTrial? Find(string wanted, string runs, Terminal terminal)
    {
        if (TrialLookup.Find(wanted, runs, terminal) is not { } entry)
        {
            return null;
        }

        var run = RunsFolder.At(runs).Run(entry.Name);
        var state = new JournalFile(run.JournalFile).Read().Find(entry.Trial)!;
        return new TrainedTrial(run.Trial(entry.Trial), state, BestCheckpoint.Find(run.Trial(entry.Trial), state));
    }

    /// <summary>Has a worker do something with the model, once its data are there.</summary>
    /// <param name="command">Makes the command, from the folder of data sets.</param>
    /// <param name="terminal">Where to say what is wrong.</param>
    /// <returns>The worker's answer; or null, and the exit code.</returns>
    internal async Task<(T? Answer, int ExitCode)> UseAsync<T>(Func<string, ModelCommand> command, Terminal terminal)
        where T : WorkerMessage
    {
        if (ConfigReport.Load(Folder.ConfigFile, [], terminal)?.Value is not { } experiment)
        {
            return (null, ExitCodes.Invalid);
        }

        var fetched = await DataPreparation.FetchAsync(SourcesOf(experiment), terminal with { Out = terminal.Error }, CancellationToken.None);
        return fetched == ExitCodes.Done
            ? (await new ModelWorker(new LocalWorkerLauncher(SecretMask.OfThisProcess())).UseAsync<T>(command(DataFolder.Default().Path)), ExitCodes.Done)
            : (null, fetched);
    }

    private static IReadOnlyList<Components.Datasets.DataSource> SourcesOf(Experiment experiment) => experiment.Dataset?.Sources ?? [];
}
