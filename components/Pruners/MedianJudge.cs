namespace ExperimentRunner.Components.Pruners;

/// <summary>
/// <see cref="MedianPruner"/> at work. What others had on average is kept for every part of training at which anything was judged,
/// so that a judgement does not look at every trial again.
/// </summary>
/// <param name="warmup">The part of training before which no trial is ended.</param>
/// <param name="minTrials">How many others must have come as far.</param>
internal sealed class MedianJudge(double warmup, int minTrials) : IJudge
{
    private readonly Dictionary<int, Curve> curves = [];
    private readonly SortedList<double, RunningMedian> medians = [];

    /// <inheritdoc/>
    public double NextRung(double done) => 1;

    /// <inheritdoc/>
    public PruningVerdict Judge(int trial, double done, double score)
    {
        if (!curves.TryGetValue(trial, out var own))
        {
            own = curves[trial] = new Curve();
        }

        var others = MedianAt(done);
        var best = Math.Max(own.Best, double.IsNaN(score) ? double.NegativeInfinity : score);
        var verdict = done > warmup && others.Count >= minTrials && best < others.Value ? PruningVerdict.Stop : PruningVerdict.Continue;
        Add(own, done, double.IsNaN(score) ? double.NegativeInfinity : score);
        return verdict;
    }

    /// <inheritdoc/>
    public int? Promote() => null;

    /// <summary>The median at a part of training, of the trials that have come as far.</summary>
    private RunningMedian MedianAt(double done)
    {
        if (!medians.TryGetValue(done, out var median))
        {
            median = medians[done] = new RunningMedian();
            foreach (var mean in curves.Values.Select(curve => curve.MeanUntil(done)).OfType<double>())
            {
                median.Add(mean);
            }
        }

        return median;
    }

    private void Add(Curve own, double done, double score)
    {
        var before = own.Done;
        own.Add(done, score);
        foreach (var (part, median) in medians)
        {
            if (part > before && part <= done && own.MeanUntil(part) is { } mean)
            {
                median.Add(mean);
            }
        }
    }

    /// <summary>The objective of one trial so far.</summary>
    private sealed class Curve
    {
        private readonly List<(double Done, double Sum)> points = [];

        /// <summary>How far it has come.</summary>
        internal double Done => points.Count > 0 ? points[^1].Done : 0;

        internal double Best { get; private set; } = double.NegativeInfinity;

        internal void Add(double done, double score)
        {
            points.Add((done, (points.Count > 0 ? points[^1].Sum : 0) + score));
            Best = Math.Max(Best, score);
        }

        /// <summary>The mean until a part of training; null for a trial that has not come so far, or was not judged by then.</summary>
        internal double? MeanUntil(double done)
        {
            var place = points.FindLastIndex(point => point.Done <= done);
            return place < 0 || Done < done ? null : points[place].Sum / (place + 1);
        }
    }
}
