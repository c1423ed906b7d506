using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using MLflow.Client;

namespace ExperimentRunner.Projections.Server;

/// <summary>Brings trials to a server as they stand now, one after the other, and tells of each.</summary>
/// <param name="client">The server.</param>
/// <param name="retries">How often a step is tried again that failed in passing.</param>
/// <param name="terminal">Where to tell.</param>
internal sealed class SyncOnce(MlflowClient client, int retries, Terminal terminal)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly ServerProjection server = new(client, SecretMask.OfThisProcess);

    /// <summary>Whether the server has all that was asked for.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <summary>Brings one trial there; of one that runs, what there is so far.</summary>
    /// <exception cref="MlflowException">The server does not answer.</exception>
    internal async Task SendAsync(LedgerTrial trial, CancellationToken cancellation)
    {
        try
        {
            using var projection = server.TryOpen(trial);
            if (projection is null)
            {
                Miss($"{trial.Title} is being sent by another process");
                return;
            }

            await SendAsync(projection, cancellation);

            if (projection.Refused is { } refused)
            {
                Miss($"{trial.Title}: not all files were taken: {refused}");
            }

            if (trial.State() is { } state && TrialView.Lacks(trial.Folder, state) is { } lack)
            {
                Miss($"{trial.Title} is not whole there: {lack}");
            }

            terminal.Out.WriteLine($"{trial.Title}: {(object?)server.PageOf(projection) ?? "has not begun"}");
        }
        catch (Exception failure) when (failure is MlflowException { IsTransient: false } or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Miss($"{trial.Title} is not whole there: {failure.Message}");
        }
    }

    /// <summary>Metrics whose answer was lost are read back before they are sent again, so a failure begins the step anew.</summary>
    private async Task SendAsync(IProjection projection, CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            try
            {
                if (await projection.StepAsync(cancellation) != Progress.More)
                {
                    return;
                }

                failures = 0;
            }
            catch (MlflowException failure) when (failure.IsTransient && failures < retries)
            {
                await Task.Delay(Pause * ++failures, cancellation);
            }
        }
    }

    private void Miss(string message)
    {
        terminal.Refuse(message);
        IsWhole = false;
    }
}
