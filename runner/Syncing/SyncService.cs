using System.Collections.Concurrent;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Stopping;
using MLflow.Client;
using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.Syncing;

/// <summary>
/// Brings trials to an MLflow server while they run, and what earlier commands could not bring. It reads the ledger's files, so it
/// holds nothing in memory and delays nobody: a server that is away costs nothing but lateness.
/// </summary>
internal sealed class SyncService : IHostedService, ITrialObserver, ITrackingPlace, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly MlflowClient client;
    private readonly RunsFolder runs;
    private readonly INotices notices;
    private readonly ClosingTime time;
    private readonly TimeProvider clock;
    private readonly SyncQueue queue;
    private readonly ServerHealth health;
    private readonly ConcurrentQueue<SyncedTrial> begun = new();
    private readonly List<SyncedTrial> unseen = [];
    private readonly ConcurrentDictionary<ExperimentFolder, JournalFile> journals = new();
    private readonly CancellationTokenSource closing = new();
    private Task work = Task.CompletedTask;
    private bool wasAway;

    public SyncService(MlflowClient client, RunsFolder runs, SecretMask mask, INotices notices, ClosingTime time, TimeProvider clock)
    {
        this.client = client;
        this.runs = runs;
        this.notices = notices;
        this.time = time;
        this.clock = clock;
        queue = new SyncQueue(client, mask, notices);
        health = new ServerHealth(client.Address, notices, clock);
    }

    /// <inheritdoc/>
    public string Product => $"the MLflow server {client.Address}";

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
                notices.Inform($"{trial.Run.Name}/{trial.Trial} is at {page}");
            }
        }
    }

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        begun.Enqueue(Of(trial));
        return new NothingToTell();
    }

    /// <inheritdoc/>
    public string LookAt(TrialContext trial)
    {
        if (queue.PageOf(Of(trial)) is { } page)
        {
            return page.ToString();
        }

        unseen.Add(Of(trial));
        return $"{client.Address}, as soon as it is there";
    }

    /// <inheritdoc/>
    public void EndSweep(RunsFolder runs, ExperimentFolder run)
    {
        var journal = JournalOf(run);
        if (SyncedTrial.LastOfSweep(journal.Read()) is { } last)
        {
            begun.Enqueue(new SyncedTrial(runs, run, last, journal));
        }
    }

    public void Dispose()
    {
        queue.Dispose();
        closing.Dispose();
    }

    private SyncedTrial Of(TrialContext trial)
    {
        var run = trial.Runs.Experiment(trial.Name);
        return new(trial.Runs, run, trial.State.Trial, JournalOf(run));
    }

    private JournalFile JournalOf(ExperimentFolder run) => journals.GetOrAdd(run, _ => new JournalFile(run.JournalFile));

    private async Task WorkAsync()
    {
        SyncBacklog.Of(runs, client.Address).ForEach(queue.Add);
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
