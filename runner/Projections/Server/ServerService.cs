using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Stopping;
using MLflow.Client;
using Microsoft.Extensions.Hosting;
using System.Collections.Concurrent;

namespace ExperimentRunner.Projections.Server;

/// <summary>
/// Brings trials to an MLflow server while they run, and what earlier commands could not bring. It reads the ledger's files, so it
/// holds nothing in memory and delays nobody: a server that is away costs nothing but lateness.
/// </summary>
internal sealed class ServerService : IHostedService, ITrialObserver, ITrackingPlace, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RunsFolder runs;
    private readonly INotices notices;
    private readonly ClosingTime time;
    private readonly TimeProvider clock;
    private readonly ServerProjection server;
    private readonly ServerQueue queue;
    private readonly ServerHealth health;
    private readonly ConcurrentQueue<LedgerTrial> begun = new();
    private readonly List<LedgerTrial> unseen = [];
    private readonly Ledgers ledgers = new();
    private readonly CancellationTokenSource closing = new();
    private Task work = Task.CompletedTask;
    private bool wasAway;

    public ServerService(MlflowClient client, RunsFolder runs, SecretMask mask, INotices notices, ClosingTime time, TimeProvider clock)
    {
        this.runs = runs;
        this.notices = notices;
        this.time = time;
        this.clock = clock;
        server = new ServerProjection(client, mask);
        queue = new ServerQueue(server, notices, "experiment sync");
        health = new ServerHealth(client.Address, notices, clock);
    }

    /// <inheritdoc/>
    public string Product => $"the MLflow server {server.Address}";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        work = Task.Run(WorkAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Sends the rest, as long as the server takes it and the user waits.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        wasAway = health.IsAway;
        await closing.CancelAsync();
        await work;
        foreach (var trial in unseen)
        {
            if (queue.PageOf(trial) is { } page)
            {
                notices.Inform($"{trial.Title} is at {page}");
            }
        }
    }

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        begun.Enqueue(ledgers.Of(trial));
        return new NothingToTell();
    }

    /// <inheritdoc/>
    public string LookAt(TrialContext trial)
    {
        if (queue.PageOf(ledgers.Of(trial)) is { } page)
        {
            return page.ToString();
        }

        unseen.Add(ledgers.Of(trial));
        return $"{server.Address}, as soon as it is there";
    }

    /// <inheritdoc/>
    public void EndSweep(ExperimentFolder run)
    {
        if (ledgers.LastOfSweep(run) is { } last)
        {
            begun.Enqueue(last);
        }
    }

    public void Dispose()
    {
        queue.Dispose();
        closing.Dispose();
    }

    private async Task WorkAsync()
    {
        foreach (var trial in server.Backlog(runs))
        {
            queue.Add(trial);
        }

        while (!await StepAsync())
        {
        }
    }

    /// <returns>Whether the work is over.</returns>
    private async Task<bool> StepAsync()
    {
        var isClosing = closing.IsCancellationRequested;
        while (begun.TryDequeue(out var trial))
        {
            queue.Add(trial);
        }

        var isMore = await TryStepAsync();
        if (isClosing && (queue.IsEmpty || IsHopeless()))
        {
            health.TellWhatIsLeft([.. queue.Trials]);
            return true;
        }

        if (!isMore)
        {
            await WaitAsync(isClosing);
        }

        return false;
    }

    /// <summary>At the end nobody waits for a server that was away before, and not long for one that just went.</summary>
    private bool IsHopeless() => health.AwayFor > (wasAway ? TimeSpan.Zero : Patience) || time.Over.IsCancellationRequested;

    private async Task<bool> TryStepAsync()
    {
        try
        {
            var isMore = await queue.StepAsync(time.Over);
            health.Answered();
            return isMore;
        }
        catch (MlflowException failure)
        {
            health.Failed(failure);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false; // the user waits no longer
        }
    }

    private async Task WaitAsync(bool isClosing)
    {
        try
        {
            await Task.Delay(health.IsAway && !isClosing ? health.Pause : Pause, clock, isClosing ? time.Over : closing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closing, or leaving: what is left is looked at once more.
        }
    }

    /// <summary>Everything is read from the ledger.</summary>
    private sealed class NothingToTell : IAttemptObserver
    {
        public void Observe(IReadOnlyList<TrainingEvent> events)
        {
        }

        public void End(AttemptEnded ended)
        {
        }
    }
}
