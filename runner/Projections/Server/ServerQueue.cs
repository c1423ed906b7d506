using ExperimentRunner.Output;
using ExperimentRunner.Projections.Mlflow;
using MLflow.Client;
using System.Collections.Concurrent;

namespace ExperimentRunner.Projections.Server;

/// <summary>The trials that a server lacks something of, and the work on each in turn.</summary>
/// <param name="server">The server.</param>
/// <param name="notices">Takes lines for the user.</param>
/// <param name="again">The command that sends later what could not be sent now.</param>
internal sealed class ServerQueue(ServerProjection server, INotices notices, string again) : IDisposable
{
    private readonly List<LedgerTrial> waiting = [];
    private readonly List<MlflowProjection> open = [];
    private readonly ConcurrentDictionary<LedgerTrial, Uri> pages = new();

    /// <summary>Whether nothing is left to do.</summary>
    internal bool IsEmpty => open.Count + waiting.Count == 0;

    /// <summary>The trials with something left to do.</summary>
    internal IEnumerable<LedgerTrial> Trials => open.Select(projection => projection.Trial).Concat(waiting);

    public void Dispose() => open.ForEach(projection => projection.Dispose());

    /// <summary>Adds a trial, unless it is there.</summary>
    internal void Add(LedgerTrial trial)
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
        foreach (var projection in open.ToArray())
        {
            var progress = await StepAsync(projection, cancellation);
            isMore |= progress == Progress.More;
            if (progress == Progress.Done)
            {
                Close(projection);
            }
        }

        return isMore;
    }

    /// <summary>The page of a trial, or null as long as the server does not have it.</summary>
    internal Uri? PageOf(LedgerTrial trial) => pages.GetValueOrDefault(trial);

    private void Open()
    {
        foreach (var trial in waiting.ToArray())
        {
            if (TryOpen(trial) is { } projection)
            {
                waiting.Remove(trial);
                open.Add(projection);
            }
        }
    }

    private MlflowProjection? TryOpen(LedgerTrial trial)
    {
        try
        {
            return server.TryOpen(trial);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            waiting.Remove(trial);
            GiveUp(trial, failure);
            return null;
        }
    }

    private async Task<Progress> StepAsync(MlflowProjection projection, CancellationToken cancellation)
    {
        try
        {
            var progress = await projection.StepAsync(cancellation);
            if (server.PageOf(projection) is { } page)
            {
                pages[projection.Trial] = page;
            }

            return progress;
        }
        catch (Exception failure) when (failure is MlflowException { IsTransient: false } or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            GiveUp(projection.Trial, failure);
            return Progress.Done;
        }
    }

    private void Close(MlflowProjection projection)
    {
        if (projection.Refused is { } refused)
        {
            notices.Warn($"{server.Address} has not taken all files of {projection.Trial.Title}: {refused}");
        }

        open.Remove(projection);
        projection.Dispose();
    }

    private void GiveUp(LedgerTrial trial, Exception failure) => notices.Warn(
        $"{trial.Title} is not whole on {server.Address}: {failure.Message.TrimEnd('.')}; when that is mended, '{again}' sends the rest");
}
