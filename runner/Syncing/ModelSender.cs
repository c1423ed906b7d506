using ExperimentRunner.Components.Events;
using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Events;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Logs the best checkpoint of a run as a model: its weights, its config, and the file that tells MLflow what it is.</summary>
/// <param name="client">The server.</param>
internal sealed class ModelSender(MlflowClient client)
{
    private const string RunTag = "experiment.run";
    private const string ModelName = "best";
    private const string Weights = "model.safetensors";

    /// <summary>Logs the model.</summary>
    /// <returns>Its id, or an empty text where there is no checkpoint, or too large a one.</returns>
    internal async Task<string> SendAsync(SyncRecord record, TrialContext trial, CancellationToken cancellation)
    {
        if (Checkpoint(trial) is not { } checkpoint || !RunFiles.Fits(new FileInfo(WeightsOf(checkpoint)), trial.Experiment.Tracking))
        {
            return "";
        }

        var model = await FindOrCreateAsync(record, trial, cancellation);
        foreach (var (path, file) in Files(trial, checkpoint))
        {
            await client.Artifacts.UploadAsync(model.ArtifactUri!, path, file, cancellation);
        }

        await client.Models.FinishAsync(model.ModelId, isReady: true, cancellation);
        await client.Runs.LogOutputAsync(record.Run!, model.ModelId, trial.State.LastAttempt?.Ended?.BestStep ?? trial.State.LastAttempt?.Ended?.Step ?? 0, cancellation);
        if (trial.Experiment.Tracking.Register is { } name)
        {
            await client.Models.RegisterAsync(name, model, record.Run!, cancellation);
        }

        return model.ModelId;
    }

    private static string? Checkpoint(TrialContext trial)
    {
        try
        {
            return BestCheckpoint.Find(trial.Folder, trial.State);
        }
        catch (RunnerException)
        {
            return null; // deleted to free the disk: the run is whole without
        }
    }

    private static string WeightsOf(string checkpoint) => Path.Combine(checkpoint, Weights);

    private static IEnumerable<(string Path, string File)> Files(TrialContext trial, string checkpoint) =>
    [
        (Weights, WeightsOf(checkpoint)),
        ("config.yaml", trial.Folder.ConfigFile),
        ("MLmodel", ModelFile.Write(trial, new TrialView(trial.Folder, trial.State).ReadNew().OfType<TrainingStarted>().LastOrDefault())),
    ];

    private async Task<LoggedModelInfo> FindOrCreateAsync(SyncRecord record, TrialContext trial, CancellationToken cancellation)
    {
        var wanted = $"source_run_id = '{record.Run}'";
        return await client.Models.SearchAsync([record.Experiment!], wanted, cancellation).FirstOrDefaultAsync(cancellation)
            ?? await client.Models.CreateAsync(
                new NewLoggedModel(record.Experiment!, ModelName, "torchsharp", record.Run!, [], [new Entry(RunTag, trial.State.Created.RunId)]), cancellation);
    }
}
