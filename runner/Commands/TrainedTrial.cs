using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Data;
using ExperimentRunner.Experiments;
using ExperimentRunner.Hosting;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Trials.Checkpoints;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Commands;

/// <summary>A run whose model a verb uses.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="State">What the journal says.</param>
internal sealed record TrainedTrial(TrialFolder Folder, TrialState State)
{
    private const int Tries = 5;

    /// <summary>
    /// Finds a run, or tells the user why there is none. The name of a sweep means its best trial, and the user is told which that is.
    /// </summary>
    internal static TrainedTrial? Find(string wanted, string runs, Terminal terminal)
    {
        if (TrialLookup.FindNewest(wanted, runs, terminal) is not { } entry)
        {
            return null;
        }

        var home = RunsFolder.At(runs).Experiment(entry.Name);
        var journal = new JournalFile(home.JournalFile).Read();
        if (SweepLookup.IsSweep(wanted, runs, journal, entry.Trial))
        {
            return SweepLookup.BestTrial(home, journal, terminal) is { } best
                ? new TrainedTrial(home.Trial(best), journal.Find(best)!)
                : null;
        }

        TrialLookup.TellWhich(entry, wanted, runs, terminal);
        return new TrainedTrial(home.Trial(entry.Trial), journal.Find(entry.Trial)!);
    }

    /// <summary>
    /// Does something with the best checkpoint. A run that goes on may prune it meanwhile: then the one that is best now is taken.
    /// </summary>
    /// <param name="use">Takes the checkpoint's folder.</param>
    /// <exception cref="RunnerException">There is no checkpoint, or none that lasted.</exception>
    internal async Task<T> WithCheckpointAsync<T>(Func<string, Task<T>> use)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var there = Checkpoints();
            try
            {
                return await use(BestCheckpoint.Find(Folder, State));
            }
            catch (Exception) when (there.Except(Checkpoints()).Any())
            {
                // a checkpoint that was there is gone: the next try finds its successor
            }
        }

        throw new RunnerException($"{Folder.Path} is being trained and replaces its checkpoints faster than they are read; stop it first, or save less often");
    }

    /// <summary>Has a worker do something with the model, once its data are there.</summary>
    /// <param name="command">Makes the command, from the folders of the checkpoint and of data sets.</param>
    /// <param name="terminal">Where to say what is wrong.</param>
    /// <returns>The worker's answer; or null, and the exit code.</returns>
    internal async Task<(T? Answer, int ExitCode)> UseAsync<T>(Func<string, string, ModelCommand> command, Terminal terminal)
        where T : WorkerMessage
    {
        if (Load(terminal) is not { } experiment)
        {
            return (null, ExitCodes.Invalid);
        }

        var fetched = await DataPreparation.FetchAsync(FetchedFiles.Of(experiment), terminal with { Out = terminal.Error }, CancellationToken.None);
        if (fetched != ExitCodes.Done)
        {
            return (null, fetched);
        }

        var worker = new ModelWorker(experiment.Launcher);
        return (await WithCheckpointAsync(checkpoint => worker.UseAsync<T>(command(checkpoint, DataFolder.Default().Path))), ExitCodes.Done);
    }

    /// <summary>What it was trained with; null, after telling the user, where its config cannot be read.</summary>
    /// <exception cref="RunnerException">The config was edited since.</exception>
    internal Experiment? Load(Terminal terminal)
    {
        if (ConfigReport.Load(Folder.ConfigFile, [], terminal) is not { Value: { } experiment } config)
        {
            return null;
        }

        TrainedConfig.RefuseEdited(Folder, State.Created.Identity, ExperimentFiles.Describe(Folder.ConfigFile, config));
        return experiment;
    }

    private string[] Checkpoints() => [.. State.Attempts.SelectMany(attempt =>
        new CheckpointFolder(Folder.Attempt(attempt.Number).CheckpointsFolder) is var folder ? folder.Names().Select(folder.PathOf) : [])];

}
