namespace ExperimentRunner.Components.Pruners;

/// <summary><see cref="MedianPruner"/> at work.</summary>
/// <param name="warmup">The part of training before which no trial is ended.</param>
/// <param name="minTrials">How many others must have come as far.</param>
internal sealed class MedianRun(double warmup, int minTrials) : IPrunerRun
{
    private readonly Dictionary<int, Curve> curves = [];

    /// <inheritdoc/>
    public double NextRung(double done) => 1;

    /// <inheritdoc/>
    public PruningVerdict Judge(int trial, double done, double score)
    {
        if (!curves.TryGetValue(trial, out var own))
        {
            own = curves[trial] = new Curve();
        }

        own.Add(done, double.IsNaN(score) ? double.NegativeInfinity : score);
        var others = curves.Where(curve => curve.Key != trial).Select(curve => curve.Value.MeanUntil(done)).OfType<double>().Order().ToArray();
        return done > warmup && others.Length >= minTrials && own.Best < Median(others) ? PruningVerdict.Stop : PruningVerdict.Continue;
    }

    /// <inheritdoc/>
    public int? Promote() => null;

    private static double Median(double[] sorted) => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The objective of one trial so far.</summary>
    private sealed class Curve
    {
        private readonly List<(double Done, double Sum)> points = [];

        internal double Best { get; private set; } = double.NegativeInfinity;

        internal void Add(double done, double score)
        {
            points.Add((done, (points.Count > 0 ? points[^1].Sum : 0) + score));
            Best = Math.Max(Best, score);
        }

        /// <summary>The mean until a part of training; null for a trial that has not come so far.</summary>
        internal double? MeanUntil(double done)
        {
            var place = points.FindLastIndex(point => point.Done <= done);
            return place < 0 || points[^1].Done < done ? null : points[place].Sum / (place + 1);
        }
    }
}
