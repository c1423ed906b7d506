using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Stopping;
using ExperimentRunner.Trials.Checkpoints;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Trials;

/// <summary>Runs a trial: one more attempt, which goes on from the last checkpoint of those before.</summary>
/// <param name="attempts">Runs one attempt.</param>
/// <param name="observers">Whom to tell.</param>
/// <param name="notices">Takes lines for the user.</param>
/// <param name="clock">The clock.</param>
public sealed class TrialRunner(AttemptRunner attempts, ObserverGroup observers, INotices notices, TimeProvider clock)
{
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(30);

    /// <summary>Runs one attempt, unless the trial has ended already.</summary>
    /// <param name="slot">Where it runs.</param>
    /// <param name="claim">The trial, claimed.</param>
    /// <param name="context">Describes the trial to observers; its state is replaced by the newest.</param>
    /// <param name="limit">How much of the training is done before it is left unfinished, or null for all of it.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <param name="witness">Told of events before the observers are; its failures end the attempt.</param>
    /// <returns>The end of the attempt.</returns>
    public async Task<AttemptEnded> RunAsync(
        WorkerSlot slot, ClaimedTrial claim, TrialContext context, Duration? limit, StopRequest stop, IAttemptObserver? witness = null)
    {
        using var retired = Retire(claim, slot.Launcher);
        var last = EndOfLast(claim);
        if (last is { IsFinal: true })
        {
            return Tell(claim, context, last);
        }

        Record(claim, last);
        return await RunAttemptAsync(slot, claim, context, FindResumePoint(claim), limit, stop, witness);
    }

    /// <summary>
    /// Tells how a trial stands that goes no further for now; an attempt that its runner's death left without an end gets one.
    /// </summary>
    /// <param name="claim">The trial, claimed, with an attempt whose worker is retired.</param>
    /// <param name="context">Describes the trial to observers; its state is replaced by the newest.</param>
    public void Conclude(ClaimedTrial claim, TrialContext context) => Tell(claim, context, EndOfLast(claim)!);

    /// <summary>Makes the worker that a killed runner has left behind leave: after that, nothing is added to the trial's events.</summary>
    /// <param name="claim">The trial, claimed.</param>
    /// <param name="launcher">Starts workers.</param>
    /// <returns>Keeps that worker out until it is disposed; null where there was no attempt.</returns>
    public static IDisposable? Retire(ClaimedTrial claim, ILauncher launcher) =>
        claim.State.LastAttempt is { } last
            ? new LeftoverWorker(launcher, LeftoverPatience).Retire(claim.Folder.Attempt(last.Number))
            : null;

    private ResumePoint? FindResumePoint(ClaimedTrial claim)
    {
        var points = new ResumePoints(claim.Folder, claim.State);
        var newest = points.Newest();
        if (points.Problems is { } problems)
        {
            notices.Warn(problems + (newest is null
                ? "; no other checkpoint is left, so training starts again"
                : FormattableString.Invariant($"; training continues from step {newest.Step} of attempt {newest.Attempt} instead")));
        }

        return newest;
    }

    private async Task<AttemptEnded> RunAttemptAsync(
        WorkerSlot slot, ClaimedTrial claim, TrialContext context, ResumePoint? resume, Duration? limit, StopRequest stop, IAttemptObserver? witness)
    {
        var state = claim.Record(new AttemptStarted(clock.GetUtcNow(), claim.Trial, claim.NextAttempt, resume, ProcessNote.Current));
        var view = new TrialView(claim.Folder, state);
        var history = view.ReadNew();
        AttemptObservers? watching = null;
        var ended = await attempts.RunAsync(slot, claim.Folder, state, view, Watch, limit, stop);
        watching!.End(ended);
        Record(claim, ended);
        return ended;

        AttemptProgress Watch()
        {
            watching = observers.Begin(context with { State = state }, history);
            return new AttemptProgress(history, witness is null ? [watching] : [witness, watching]);
        }
    }

    /// <summary>
    /// The end of the last attempt, or null before the first. One that was left without an end by the death of its runner ends with
    /// what its worker reported last, which may be that everything is done.
    /// </summary>
    internal static AttemptEnded? EndOfLast(ClaimedTrial claim)
    {
        if (claim.State.LastAttempt is not { Ended: null } last)
        {
            return claim.State.LastAttempt?.Ended;
        }

        var progress = new AttemptProgress(ReadSound(claim), []);
        var time = claim.Folder.Attempt(last.Number).LastSign ?? last.Started.Time;
        return progress.Ended(time, last.Started, progress.Report
            ?? new EndedMessage(TrainingOutcome.Interrupted, "its runner was killed", BestStep: null));
    }

    /// <summary>Damaged events cannot tell an end: looking for a checkpoint to go on from names them.</summary>
    private static IReadOnlyList<TrainingEvent> ReadSound(ClaimedTrial claim)
    {
        try
        {
            return new TrialView(claim.Folder, claim.State).ReadNew();
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private AttemptEnded Tell(ClaimedTrial claim, TrialContext context, AttemptEnded ended)
    {
        observers.Begin(context with { State = claim.State }, new TrialView(claim.Folder, claim.State).ReadNew()).End(ended);
        Record(claim, ended);
        return ended;
    }

    /// <summary>Writes an end down, after everyone was told: whoever finds it in the journal takes the projections for complete.</summary>
    private static void Record(ClaimedTrial claim, AttemptEnded? ended)
    {
        if (ended is not null && claim.State.LastAttempt is { Ended: null })
        {
            claim.Record(ended);
        }
    }
}
