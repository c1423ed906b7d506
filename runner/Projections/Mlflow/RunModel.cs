using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Artifacts;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Trials.Checkpoints;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>The best checkpoint of a run, as the model that MLflow keeps of it: its weights, its config, and the file that tells what it is.</summary>
internal static class RunModel
{
    private const string Name = "best";
    private const string Type = "torchsharp";
    private const string RunTag = "experiment.run";
    private const string Weights = "model.safetensors";

    /// <summary>Whether there is one: a checkpoint, and not too large a one.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="ended">The end of its training.</param>
    internal static bool Exists(TrialContext trial, AttemptEnded ended) => WeightsFile(trial, ended) is not null;

    /// <summary>The model as a store is asked for it.</summary>
    internal static NewLoggedModel New(TrialContext trial, StoredRun run, AttemptEnded ended, SecretMask mask) => new(
        run.Experiment, Name, Type, run.Id, RunDescription.ParamsOf(trial, mask),
        RunDescription.Entries([.. RunTags.OfModel(trial, ended), (RunTag, trial.State.Created.RunId)], mask));

    /// <summary>What it consists of; null where there is no model.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="run">The id of its run in MLflow.</param>
    /// <param name="started">What the model takes and gives; null when no event tells it.</param>
    /// <param name="ended">The end of its training.</param>
    internal static ModelDescription? Describe(TrialContext trial, string run, TrainingStarted? started, AttemptEnded ended) => WeightsFile(trial, ended) is { } weights
        ? new ModelDescription
        {
            Files = [(Weights, weights), ("config.yaml", trial.Folder.ConfigFile), ("MLmodel", ModelFile.Write(trial, run, started, ended))],
            Step = ended.BestStep ?? ended.Step ?? 0,
            Time = ended.Time,
            Register = trial.Experiment.Tracking.Register,
        }
        : null;

    private static string? WeightsFile(TrialContext trial, AttemptEnded ended) =>
        ended.IsFinal && Checkpoint(trial) is { } checkpoint && Path.Combine(checkpoint, Weights) is var weights && RunFiles.Fits(new FileInfo(weights), trial.Experiment.Tracking)
            ? weights
            : null;

    private static string? Checkpoint(TrialContext trial)
    {
        try
        {
            return BestCheckpoint.Find(trial.Folder, trial.State);
        }
        catch (Exception missing) when (missing is RunnerException or CheckpointDamagedException)
        {
            return null; // deleted to free the disk, or no model to give away: the run is whole without
        }
    }
}
