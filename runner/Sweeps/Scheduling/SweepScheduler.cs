using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Scheduling;

/// <summary>
/// Decides what a sweep does next. Every decision is in the journal before anyone acts on it, so whoever continues the sweep after
/// a kill decides the same. Slots call it from threads of their own.
/// </summary>
/// <param name="plan">What the sweep is to do.</param>
/// <param name="journal">The journal of its name.</param>
/// <param name="clock">The clock.</param>
public sealed class SweepScheduler(SweepPlan plan, JournalFile journal, TimeProvider clock)
{
    private const int Best = 10;

    private readonly Lock gate = new();
    private readonly Candidates candidates = new(plan);
    private readonly Dictionary<string, PlannedTrial> planned = new(StringComparer.Ordinal);
    private SweepState state = null!;
    private bool isIdle; // nothing was left to do when last asked, and nothing was decided since: only asking the pruner tells whether a paused trial goes on

    /// <summary>The beginning of the sweep.</summary>
    public SweepBegun Begun { get; private set; } = null!;

    /// <summary>
    /// The sweep of before under this name, where this one is another; null where this one goes on with it, or is the first.
    /// </summary>
    public SweepRecord? Earlier { get; private set; }

    /// <summary>All trials so far.</summary>
    public IReadOnlyList<SweepTrial> Trials
    {
        get
        {
            lock (gate)
            {
                return [.. state.Trials];
            }
        }
    }

    /// <summary>Why the search ended before its budget, or null.</summary>
    public string? Exhausted => candidates.Reason;

    /// <summary>Begins the sweep, or goes on with the one in the journal if it is the same.</summary>
    /// <param name="isFresh">Begins it in any case, and counts no trial of before.</param>
    /// <param name="threads">Threads inside operations, for a new sweep.</param>
    /// <exception cref="InvalidDataException">The journal contradicts the search or the pruner.</exception>
    public void Begin(bool isFresh, int threads)
    {
        var now = clock.GetUtcNow();
        var goesOn = default(SweepState);
        var known = journal.Append(before =>
        {
            goesOn = isFresh ? null : GoOn(before);
            Earlier = goesOn is null ? before.Sweep : null;
            return goesOn is null ? [new SweepBegun(now, plan.Key, RunId.New(), threads, isFresh) { Objective = plan.Objective }] : [];
        });
        Begun = known.Sweep!.Begun;
        state = goesOn ?? new SweepState(plan, known.Deleted);
        foreach (var trial in state.Trials)
        {
            candidates.Exclude(known.Find(trial.Name)?.Created.Identity ?? ExperimentOf(trial).Identity);
            if (trial is { IsDeleted: true, IsOver: false })
            {
                state.Apply(new TrialSettled(now, trial.Name, SweepTrialStatus.Cancelled, null, "deleted by the user"));
            }
        }

        foreach (var point in state.Incomplete())
        {
            candidates.Add(point, plan.TrialsOf(point.Point));
        }

        foreach (var failed in state.Trials.Where(trial => trial.Status == SweepTrialStatus.Failed && known.Find(trial.Name) is { IsFinal: false } there && HasTime(there)))
        {
            Record(new TrialRetried(now, failed.Name));
        }
    }

    /// <summary>The trial that a free slot takes up next, which runs from now on; null when there is none at this time.</summary>
    public SweepTrial? Next()
    {
        lock (gate)
        {
            var next = Waiting() ?? Promoted(state.Promote(), isSpare: false) ?? New() ?? Last() ?? Spare();
            if (next is not null)
            {
                next.Status = SweepTrialStatus.Running;
            }

            isIdle = next is null;
            return next;
        }
    }

    /// <summary>
    /// Whether nothing is left to do: no trial is needed any more, and the best was trained to its end. Spare trials may still train, and
    /// are to end then.
    /// </summary>
    public bool IsOver
    {
        get
        {
            lock (gate)
            {
                return isIdle && candidates.IsExhausted && !IsNeeded() && !BestLeft().Any();
            }
        }
    }

    /// <summary>What a trial trains.</summary>
    public LoadedExperiment ExperimentOf(SweepTrial trial)
    {
        lock (gate)
        {
            var found = PlannedOf(trial);
            return (trial.Accumulate is { } parts ? plan.Split(found, parts) : found).Experiment;
        }
    }

    /// <summary>What a trial changes.</summary>
    public Assignment AssignmentOf(SweepTrial trial)
    {
        lock (gate)
        {
            return PlannedOf(trial).Assignment;
        }
    }

    /// <summary>A trial for which memory did not suffice goes on with its batches in twice as many parts.</summary>
    /// <returns>Whether they can be split further.</returns>
    public bool Split(SweepTrial trial)
    {
        var train = ExperimentOf(trial).Experiment.Train;
        if (train.Accumulate * 2 > train.BatchSize)
        {
            return false;
        }

        lock (gate)
        {
            Record(new TrialSplit(clock.GetUtcNow(), trial.Name, train.Accumulate * 2));
            return true;
        }
    }

    /// <summary>The part of training at which a trial stops to be judged: 1 for its end.</summary>
    public double NextRung(SweepTrial trial)
    {
        lock (gate)
        {
            return state.NextRung(trial);
        }
    }

    /// <summary>Judges a trial by an evaluation.</summary>
    public PruningVerdict Judge(SweepTrial trial, long step, double done, double objective)
    {
        lock (gate)
        {
            if (plan.Pruner is null || step <= trial.JudgedStep)
            {
                return PruningVerdict.Continue;
            }

            var score = plan.Objective.Score(objective);
            var verdict = state.Judge(trial, done, score);
            Record(new TrialJudged(clock.GetUtcNow(), trial.Name, step, done, score, verdict));
            return verdict;
        }
    }

    /// <summary>Whether a trial is among the best ten as of now.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="objective">Its best so far, or null.</param>
    public bool IsAmongBest(SweepTrial trial, double? objective) =>
        objective is not null && Trials.Count(other => other != trial && ObjectiveOf(other) is { } better && plan.Objective.Improves(better, objective)) < Best;

    /// <summary>A trial is over.</summary>
    public void Settle(SweepTrial trial, SweepTrialStatus status, double? objective, string? reason)
    {
        lock (gate)
        {
            Record(new TrialSettled(clock.GetUtcNow(), trial.Name, status, objective, reason));
            planned.Remove(trial.Name);
        }
    }

    /// <summary>A trial that ran waits again.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="delay">For how long, at least.</param>
    public void Return(SweepTrial trial, TimeSpan delay)
    {
        lock (gate)
        {
            trial.NotBefore = clock.GetUtcNow() + delay;
            trial.Status = SweepTrialStatus.Pending;
            isIdle = false;
        }
    }

    /// <summary>
    /// A spare trial was ended because nothing else trains. It is over, unless it has become the best meanwhile: then it waits to go on.
    /// </summary>
    public void EndSpare(SweepTrial trial)
    {
        lock (gate)
        {
            if (BestLeft().Contains(trial))
            {
                Return(trial, TimeSpan.Zero);
            }
            else
            {
                Settle(trial, SweepTrialStatus.Pruned, ObjectiveOf(trial), reason: null);
            }
        }
    }

    /// <summary>Nothing goes on any more: what was not trained to its end was pruned, and ranks by the best that was seen of it.</summary>
    public void SettleRest()
    {
        foreach (var trial in Trials.Where(trial => !trial.IsOver))
        {
            Settle(trial, SweepTrialStatus.Pruned, ObjectiveOf(trial), reason: null);
        }
    }

    private double? ObjectiveOf(SweepTrial trial) => SweepRanking.ObjectiveOf(trial, plan.Objective);

    /// <summary>The sweep in the journal, where it is this one.</summary>
    private SweepState? GoOn(JournalState before) =>
        before.Sweep is { } there && there.Begun.Key == plan.Key ? SweepState.Replay(plan, before.Deleted, there.Decisions) : null;

    /// <summary>A trial as it was planned, again where that was forgotten when it was over.</summary>
    private PlannedTrial PlannedOf(SweepTrial trial) => planned.TryGetValue(trial.Name, out var known)
        ? known
        : planned[trial.Name] = plan.TrialsOf(state.PointOf(trial))[trial.Asked.Member];

    private bool IsNeeded() => state.Trials.Any(trial => trial.IsNeeded);

    private SweepTrial? Waiting() => state.Trials.FirstOrDefault(
        trial => trial.Status == SweepTrialStatus.Pending && trial.NotBefore <= clock.GetUtcNow() && (!trial.IsSpare || IsNeeded()));

    private SweepTrial? Promoted(SweepTrial? trial, bool isSpare)
    {
        if (trial is not null)
        {
            Record(new TrialPromoted(clock.GetUtcNow(), trial.Name, isSpare));
        }

        return trial;
    }

    private SweepTrial? Released(SweepTrial? paused, bool isSpare)
    {
        if (paused is not null)
        {
            state.Release(paused);
        }

        return Promoted(paused, isSpare);
    }

    /// <summary>So that no slot is idle while others train, the best paused trial goes on.</summary>
    private SweepTrial? Spare() => IsNeeded() && state.Trials.Any(IsPaused)
        ? Released(new SweepRanking(plan.Objective, state.Trials).Rows.SelectMany(row => row.Trials).FirstOrDefault(IsPaused), isSpare: true)
        : null;

    /// <summary>
    /// Where the sweep would end and its best was not trained to its end, that goes on: a paused trial, or one that is a spare.
    /// </summary>
    private SweepTrial? Last()
    {
        if (IsNeeded())
        {
            return null;
        }

        var left = BestLeft().ToArray();
        foreach (var spare in left)
        {
            spare.IsSpare = false;
        }

        return Array.Find(left, trial => trial.Status == SweepTrialStatus.Pending) ?? Released(Array.Find(left, IsPaused), isSpare: false);
    }

    /// <summary>Those trials of the best point that are not over.</summary>
    private IEnumerable<SweepTrial> BestLeft() =>
        (new SweepRanking(plan.Objective, state.Trials).Best?.Trials ?? []).Where(trial => trial is { IsOver: false, IsDeleted: false });

    private static bool IsPaused(SweepTrial trial) => trial is { Status: SweepTrialStatus.Paused, IsDeleted: false };

    private SweepTrial? New()
    {
        if (candidates.Next(state) is not { } candidate)
        {
            return null;
        }

        var trial = Create(candidate);
        planned[trial.Name] = candidate.Trial;
        return trial;
    }

    /// <summary>A trial of the same identity that is there already, from a run or an earlier sweep, is taken for it.</summary>
    private SweepTrial Create(Candidate candidate)
    {
        var (experiment, now) = (candidate.Trial.Experiment, clock.GetUtcNow());
        var asked = default(TrialAsked);
        journal.Append(before =>
        {
            var there = Counting(before.NewestFinal(experiment.Identity)) ?? Counting(before.NewestUnfinished(experiment.Identity));
            asked = new TrialAsked(now, there?.Trial ?? before.NextTrial(experiment.Identity), candidate.Point, candidate.Member, candidate.Members, candidate.Trial.Values);
            return there is not null ? [asked]
                : [new TrialCreated(now, asked.Trial, experiment.Identity, RunId.New(), experiment.Experiment.Train.Threads ?? Begun.Threads) { Course = experiment.Course }, asked];
        });
        state.Apply(asked!);
        return state.Find(asked!.Trial);
    }

    private bool HasTime(TrialState trial) =>
        trial.LastAttempt?.Ended?.Outcome != TrainingOutcome.TimedOut || plan.Settings.TimeLimit is not { } limit || trial.Took < limit;

    private TrialState? Counting(TrialState? trial) => Begun.IsFresh && trial?.Created.Time < Begun.Time ? null : trial;

    private void Record(SweepEntry decision)
    {
        journal.Append(_ => [decision]);
        state.Apply(decision);
        isIdle = false;
    }
}
