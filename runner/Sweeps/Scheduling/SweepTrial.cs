using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Ledger;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Scheduling;

/// <summary>A trial as its sweep knows it: what the sweep's decisions about it add up to.</summary>
public sealed class SweepTrial
{
    internal SweepTrial(int number, TrialAsked asked)
    {
        Number = number;
        Asked = asked;
    }

    /// <summary>Its number in the sweep, from 0, in the order in which the search asked for trials.</summary>
    public int Number { get; }

    /// <summary>What the search asked for.</summary>
    public TrialAsked Asked { get; }

    /// <summary>Its name.</summary>
    public string Name => Asked.Trial;

    /// <summary>Where it stands.</summary>
    public SweepTrialStatus Status { get; internal set; }

    /// <summary>The part of training after which it was last judged, or 0.</summary>
    public double Done { get; private set; }

    /// <summary>The step of the evaluation by which it was last judged, or 0.</summary>
    public long JudgedStep { get; private set; }

    /// <summary>The last value of the objective by which it was judged, greater is better; null before.</summary>
    public double? Score { get; private set; }

    /// <summary>
    /// The best value of the objective by which it was judged, greater is better; null before, and where none was a number.
    /// </summary>
    public double? BestScore { get; private set; }

    /// <summary>What the pruner said last; Continue before, and after it was promoted or is tried again.</summary>
    public PruningVerdict Verdict { get; private set; }

    /// <summary>Whether it goes on only so that a slot is not idle; it ends with the others.</summary>
    public bool IsSpare { get; internal set; }

    /// <summary>Whether the sweep is not over without it: it runs or waits for a slot, and is no spare.</summary>
    internal bool IsNeeded => !IsSpare && Status is (SweepTrialStatus.Pending or SweepTrialStatus.Running);

    /// <summary>Whether the user has deleted it: it counts as it stood, and never goes on.</summary>
    public bool IsDeleted { get; internal init; }

    /// <summary>How it ended; null before.</summary>
    public TrialSettled? Settled { get; private set; }

    /// <summary>In how many parts its batches go, where memory did not suffice for what its config says; else null.</summary>
    public int? Accumulate { get; private set; }

    /// <summary>Not to be tried again before this time.</summary>
    public DateTimeOffset NotBefore { get; internal set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => Settled is not null;

    /// <summary>The trials of a sweep as its decisions left them, in the order in which they were asked for.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="deleted">The names of trials that were deleted.</param>
    internal static IReadOnlyList<SweepTrial> Replay(SweepRecord sweep, IReadOnlyList<string> deleted)
    {
        var trials = new OrderedDictionary<string, SweepTrial>(StringComparer.Ordinal);
        foreach (var decision in sweep.Decisions)
        {
            if (decision is TrialAsked asked)
            {
                trials.Add(asked.Trial, new SweepTrial(trials.Count, asked) { IsDeleted = deleted.Contains(asked.Trial, StringComparer.Ordinal) });
            }
            else
            {
                trials[decision.Trial].Apply(decision);
            }
        }

        return [.. trials.Values];
    }

    /// <summary>Takes a decision in.</summary>
    internal void Apply(SweepEntry decision)
    {
        switch (decision)
        {
            case TrialJudged entry:
                (Done, JudgedStep, Score, Verdict) = (entry.Done, entry.Step, entry.Score, entry.Verdict);
                BestScore = double.IsNaN(entry.Score) || entry.Score <= BestScore ? BestScore : entry.Score;
                Status = entry.Verdict == PruningVerdict.Pause ? SweepTrialStatus.Paused : Status;
                break;
            case TrialPromoted entry:
                GoOn(entry.IsSpare);
                break;
            case TrialRetried:
                GoOn(isSpare: false);
                break;
            case TrialSplit entry:
                Accumulate = entry.Accumulate;
                break;
            case TrialSettled entry:
                (Status, Settled) = (entry.Status, entry);
                break;
            default:
                throw new NotSupportedException($"{decision.GetType().Name} decides nothing about a trial that is there");
        }
    }

    private void GoOn(bool isSpare) =>
        (Status, Verdict, Settled, IsSpare) = (SweepTrialStatus.Pending, PruningVerdict.Continue, null, isSpare);
}
