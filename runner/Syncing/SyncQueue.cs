using System.Collections.Concurrent;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;

namespace ExperimentRunner.Syncing;

/// <summary>The trials that a server lacks something of, and the work on each in turn.</summary>
/// <param name="client">The server.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class SyncQueue(MlflowClient client, SecretMask mask, INotices notices) : IDisposable
{
    private readonly List<SyncedTrial> waiting = [];
    private readonly List<TrialSync> open = [];
    private readonly ConcurrentDictionary<SyncedTrial, Uri> pages = new();

    /// <summary>By what the server is known again, where its address changes; null where the address says it.</summary>
    internal Uri? Store { get; init; }

    /// <summary>The command that sends later what could not be sent now.</summary>
    internal string Again { get; init; } = "experiment sync";

    /// <summary>Whether nothing is left to do.</summary>
    internal bool IsEmpty => open.Count + waiting.Count == 0;

    /// <summary>The trials with something left to do.</summary>
    internal IEnumerable<SyncedTrial> Trials => open.Select(sync => sync.Trial).Concat(waiting);

    public void Dispose() => open.ForEach(sync => sync.Dispose());

    /// <summary>Adds a trial, unless it is there.</summary>
    internal void Add(SyncedTrial trial)
    {
        if (!Trials.Contains(trial))
        {
            waiting.Add(trial);
        }
    }

    /// <summary>Does the next piece of work on every trial.</summary>
    /// <returns>Whether there is more to send at once.</returns>
    /// <exception cref="MlflowException">The server is away.</exception>
    internal async Task<bool> StepAsync(CancellationToken cancellation)
    {
        Open();
        var isMore = false;
        foreach (var sync in open.ToArray())
        {
            var progress = await StepAsync(sync, cancellation);
            isMore |= progress == SyncProgress.More;
            if (progress == SyncProgress.Done)
            {
                Close(sync);
            }
        }

        return isMore;
    }

    /// <summary>The page of a trial, or null as long as the server does not have it.</summary>
    internal Uri? PageOf(SyncedTrial trial) => pages.GetValueOrDefault(trial);

    private void Open()
    {
        foreach (var trial in waiting.ToArray())
        {
            if (TryOpen(trial) is { } sync)
            {
                waiting.Remove(trial);
                open.Add(sync);
            }
        }
    }

    private TrialSync? TryOpen(SyncedTrial trial)
    {
        try
        {
            return TrialSync.TryOpen(trial, client, mask, Store);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            waiting.Remove(trial);
            GiveUp(trial, failure);
            return null;
        }
    }

    private async Task<SyncProgress> StepAsync(TrialSync sync, CancellationToken cancellation)
    {
        try
        {
            var progress = await sync.StepAsync(cancellation);
            if (sync.Page is { } page)
            {
                pages[sync.Trial] = page;
            }

            return progress;
        }
        catch (Exception failure) when (failure is MlflowException { IsTransient: false } or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            GiveUp(sync.Trial, failure);
            return SyncProgress.Done;
        }
    }

    private void Close(TrialSync sync)
    {
        if (sync.Refused is { } refused)
        {
            notices.Warn($"{client.Address} has not taken all files of {sync.Trial.Run.Name}/{sync.Trial.Trial}: {refused}");
        }

        open.Remove(sync);
        sync.Dispose();
    }

    private void GiveUp(SyncedTrial trial, Exception failure) =>
        notices.Warn($"{trial.Run.Name}/{trial.Trial} is not whole on {client.Address}: {failure.Message.TrimEnd('.')}; when that is mended, '{Again}' sends the rest");
}
