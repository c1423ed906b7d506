using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Logs the best checkpoint of a run as a model.</summary>
/// <param name="client">The server.</param>
/// <param name="runs">Its runs.</param>
internal sealed class ModelSender(MlflowClient client, ServerRuns runs)
{
    private const string RunTag = "experiment.run";

    /// <summary>Makes the model known, so that metrics can be about it.</summary>
    /// <returns>Its id; null where there is none to log.</returns>
    internal async Task<string?> BeginAsync(SyncRecord record, TrialContext trial, AttemptEnded ended, CancellationToken cancellation) =>
        RunModel.Exists(trial, ended) ? (await FindOrCreateAsync(record, trial, ended, cancellation)).ModelId : null;

    /// <summary>Logs the model.</summary>
    /// <returns>Its id, or an empty text where there is none to log.</returns>
    internal async Task<string> SendAsync(SyncRecord record, TrialContext trial, AttemptEnded ended, CancellationToken cancellation)
    {
        var files = RunModel.Files(trial, record.Run!, new TrialView(trial.Folder, trial.State).ReadNew().OfType<TrainingStarted>().LastOrDefault(), ended);
        if (files.Count == 0)
        {
            return "";
        }

        var model = await FindOrCreateAsync(record, trial, ended, cancellation);
        foreach (var (path, file) in files)
        {
            await client.Artifacts.UploadAsync(model.ArtifactUri!, path, file, cancellation);
        }

        await client.Models.FinishAsync(model.ModelId, isReady: true, cancellation);
        await client.Runs.LogOutputAsync(record.Run!, model.ModelId, ended.BestStep ?? ended.Step ?? 0, cancellation);
        if (trial.Experiment.Tracking.Register is { } name)
        {
            await client.Models.RegisterAsync(name, model, record.Run!, cancellation);
        }

        return model.ModelId;
    }

    private async Task<LoggedModelInfo> FindOrCreateAsync(SyncRecord record, TrialContext trial, AttemptEnded ended, CancellationToken cancellation)
    {
        var wanted = $"source_run_id = '{record.Run}'";
        return await client.Models.SearchAsync([record.Experiment!], wanted, cancellation).FirstOrDefaultAsync(cancellation)
            ?? await client.Models.CreateAsync(
                new NewLoggedModel(
                    record.Experiment!, RunModel.Name, RunModel.Type, record.Run!, [.. runs.Params(trial)],
                    runs.Tags([.. RunTags.OfModel(trial, ended), (RunTag, trial.State.Created.RunId)])),
                cancellation);
    }
}
