using ExperimentRunner.Reports;
using ExperimentRunner.Tracking.Provenance;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>Brings trials to a server as they stand now, one after the other, and tells of each.</summary>
/// <param name="client">The server.</param>
/// <param name="terminal">Where to tell.</param>
internal sealed class SyncOnce(MlflowClient client, Terminal terminal)
{
    private readonly SecretMask mask = SecretMask.OfThisProcess();

    /// <summary>Whether the server has all that was asked for.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>Brings one trial there; of one that runs, what there is so far.</summary>
    /// <exception cref="MlflowException">The server does not answer.</exception>
    internal async Task SendAsync(SyncedTrial trial, CancellationToken cancellation)
    {
        var title = $"{trial.Run.Name}/{trial.Trial}";
        try
        {
            using var sync = TrialSync.TryOpen(trial, client, mask);
            if (sync is null)
            {
                Miss($"{title} is being sent by another process");
                return;
            }

            while (await sync.StepAsync(cancellation) == SyncProgress.More)
            {
            }

            if (sync.Refused is { } refused)
            {
                Miss($"{title}: not all files were taken: {refused}");
            }

            terminal.Out.WriteLine($"{title}: {(object?)sync.Page ?? "has not begun"}");
        }
        catch (Exception failure) when (failure is MlflowException { IsTransient: false } or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Miss($"{title} is not whole there: {failure.Message}");
        }
    }

    private void Miss(string message)
    {
        terminal.Refuse(message);
        IsWhole = false;
    }
}
