using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Spaces;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Scheduling;

/// <summary>
/// Where a sweep stands. It follows from the decisions in the journal alone: the search and the pruner are asked the same questions
/// in the same order again, and their answers must be those that were written down. Used by one thread at a time.
/// </summary>
/// <param name="plan">What the sweep is to do.</param>
/// <param name="deleted">The names of trials that were deleted.</param>
public sealed class SweepState(SweepPlan plan, IReadOnlyList<string> deleted)
{
    private readonly ISearcher search = plan.Search.Begin(plan.Space, plan.Settings.Seed);
    private readonly IJudge? pruner = plan.Pruner?.Begin(plan.Training);
    private readonly List<SweepTrial> trials = [];
    private readonly Dictionary<string, SweepTrial> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, AskedPoint> points = [];
    private int asked;

    /// <summary>All trials so far, in the order in which they were asked for.</summary>
    public IReadOnlyList<SweepTrial> Trials => trials;

    /// <summary>The trial of a name.</summary>
    public SweepTrial Find(string trial) => byName[trial];

    /// <summary>Whether a trial belongs to this sweep.</summary>
    public bool Has(string trial) => byName.ContainsKey(trial);

    /// <summary>The points of which not every trial was asked for: a kill came between.</summary>
    internal IEnumerable<AskedPoint> Incomplete() =>
        points.Values.Where(point => point.Members.Count > 0 && point.Members.Count < point.Members[0].Asked.Members);

    /// <summary>The point of a trial.</summary>
    internal SearchPoint PointOf(SweepTrial trial) => points[trial.Asked.Point].Point;

    /// <summary>The next point of the search and its number, or null where there are no more.</summary>
    internal AskedPoint? Ask()
    {
        if (search.Ask() is not { } point)
        {
            return null;
        }

        var next = new AskedPoint(asked++, point);
        points[next.Number] = next;
        return next;
    }

    /// <summary>Tells the search that the point is no trial.</summary>
    internal void Refuse(AskedPoint point)
    {
        search.Refuse(point.Point);
        points.Remove(point.Number);
    }

    /// <summary>Asks the pruner about an evaluation.</summary>
    internal PruningVerdict Judge(SweepTrial trial, double done, double score) =>
        pruner?.Judge(trial.Number, done, score) ?? PruningVerdict.Continue;

    /// <summary>The paused trial that goes on, or null.</summary>
    internal SweepTrial? Promote() => FirstLeft(() => pruner?.Promote());

    /// <summary>Has a paused trial go on that the pruner does not name.</summary>
    internal void Release(SweepTrial trial) => pruner?.Release(trial.Number);

    /// <summary>The part of training at which a trial stops to be judged: 1 for its end.</summary>
    internal double NextRung(SweepTrial trial) => pruner?.NextRung(trial.Done) ?? 1;

    /// <summary>Takes a decision in that was made just now: the search and the pruner know of it already.</summary>
    public void Apply(SweepEntry decision)
    {
        if (decision is TrialAsked asked)
        {
            Add(asked);
            return;
        }

        var trial = Find(decision.Trial);
        trial.Apply(decision);
        if (decision is TrialSettled)
        {
            Tell(points[trial.Asked.Point]);
        }
    }

    /// <summary>Where decisions of an earlier runner lead: the search and the pruner are asked again.</summary>
    /// <param name="plan">What the sweep is to do.</param>
    /// <param name="deleted">The names of trials that were deleted.</param>
    /// <param name="decisions">The decisions, in order.</param>
    /// <returns>Null where the search has fewer points by now than the decisions ask for: its budget is smaller.</returns>
    /// <exception cref="InvalidDataException">They answer something else.</exception>
    public static SweepState? Replay(SweepPlan plan, IReadOnlyList<string> deleted, IEnumerable<SweepEntry> decisions)
    {
        var state = new SweepState(plan, deleted);
        return decisions.All(state.TryReplay) ? state : null;
    }

    /// <returns>Whether the search has the point that is decided about.</returns>
    private bool TryReplay(SweepEntry decision)
    {
        switch (decision)
        {
            case TrialAsked entry when !TryAsk(entry.Point):
                return false;
            case TrialJudged entry when Judge(Find(entry.Trial), entry.Done, entry.Score) is var verdict && verdict != entry.Verdict:
                throw Contradiction(entry, $"the pruner says {verdict}, and said {entry.Verdict}");
            case TrialPromoted entry:
                PromoteAgain(entry);
                break;
        }

        Apply(decision);
        return true;
    }

    /// <summary>Asks the search up to the point of a number; those before it that are no trials are passed over.</summary>
    private bool TryAsk(int number)
    {
        while (asked <= number)
        {
            if (Ask() is not { } point)
            {
                return false;
            }

            if (point.Number < number)
            {
                Refuse(point);
            }
        }

        return true;
    }

    /// <summary>The first answer of the pruner that was not deleted, or is the one that was given before that.</summary>
    private SweepTrial? FirstLeft(Func<int?> promote, string? given = null)
    {
        while (promote() is { } number)
        {
            if (!trials[number].IsDeleted || trials[number].Name == given)
            {
                return trials[number];
            }
        }

        return null;
    }

    private static InvalidDataException Contradiction(SweepEntry entry, string problem) =>
        new($"the journal's decision about {entry.Trial} ({entry.GetType().Name}) does not follow from those before it: {problem}; 'sweep --fresh' starts from the beginning");

    private void Add(TrialAsked entry)
    {
        var trial = new SweepTrial(trials.Count, entry) { IsDeleted = deleted.Contains(entry.Trial, StringComparer.Ordinal) };
        trials.Add(trial);
        byName.Add(entry.Trial, trial);
        points[entry.Point].Members.Add(trial);
    }

    /// <summary>The sweep itself chooses only where the pruner names none.</summary>
    private void PromoteAgain(TrialPromoted entry)
    {
        var named = FirstLeft(() => pruner?.Promote(), entry.Trial);
        if (named is null)
        {
            Release(Find(entry.Trial));
        }
        else if (named.Name != entry.Trial)
        {
            throw Contradiction(entry, $"the pruner promotes {named.Name}");
        }
    }

    private void Tell(AskedPoint point)
    {
        if (point is { IsOver: true, IsTold: false })
        {
            point.IsTold = true;
            search.Tell(point.Point, point.Score(plan));
        }
    }
}
