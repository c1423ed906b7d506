namespace ExperimentRunner.Components.Pruners;

/// <summary>The trials that have reached a rung. A change costs the logarithm of their number.</summary>
/// <param name="factor">One of so many trials goes on.</param>
internal sealed class Rung(double factor)
{
    private static readonly Comparer<(double Score, int Trial)> BestFirst = Comparer<(double Score, int Trial)>.Create(
        (one, other) => other.Score.CompareTo(one.Score) is not 0 and var order ? order : one.Trial.CompareTo(other.Trial));

    private readonly HashSet<int> known = [];
    private readonly SortedSet<(double Score, int Trial)> best = new(BestFirst);
    private readonly SortedSet<(double Score, int Trial)> rest = new(BestFirst);
    private readonly SortedSet<(double Score, int Trial)> promotable = new(BestFirst);
    private readonly HashSet<int> promoted = [];

    /// <summary>A trial arrives.</summary>
    /// <param name="trial">Its number.</param>
    /// <param name="score">Greater is better; NaN is the worst.</param>
    /// <returns>Whether it is here for the first time.</returns>
    internal bool Add(int trial, double score)
    {
        if (!known.Add(trial))
        {
            return false;
        }

        rest.Add((double.IsNaN(score) ? double.NegativeInfinity : score, trial));
        if (best.Count < (int)(known.Count / factor))
        {
            Rise();
        }
        else if (best.Count > 0 && BestFirst.Compare(rest.Min, best.Max) < 0)
        {
            Sink();
            Rise();
        }

        return true;
    }

    /// <summary>The best of those among the best that still wait here, who waits no longer; or null.</summary>
    internal int? Promote()
    {
        if (promotable.Count == 0)
        {
            return null;
        }

        var (score, trial) = promotable.Min;
        promotable.Remove((score, trial));
        promoted.Add(trial);
        return trial;
    }

    /// <summary>Whether a trial has reached this rung.</summary>
    internal bool Has(int trial) => known.Contains(trial);

    /// <summary>A trial that waits here waits no longer.</summary>
    internal void Release(int trial)
    {
        promoted.Add(trial);
        promotable.RemoveWhere(entry => entry.Trial == trial);
    }

    private void Rise()
    {
        var next = rest.Min;
        rest.Remove(next);
        best.Add(next);
        if (!promoted.Contains(next.Trial))
        {
            promotable.Add(next);
        }
    }

    private void Sink()
    {
        var last = best.Max;
        best.Remove(last);
        promotable.Remove(last);
        rest.Add(last);
    }
}
