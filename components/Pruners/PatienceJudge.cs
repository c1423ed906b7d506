namespace ExperimentRunner.Components.Pruners;

/// <summary><see cref="Patience"/> at work.</summary>
/// <param name="wait">The part of training for which the objective may stay without an improvement.</param>
/// <param name="minDelta">By how much it must improve.</param>
internal sealed class PatienceJudge(double wait, double minDelta) : IJudge
{
    private readonly Dictionary<int, (double Score, double Done)> best = [];

    /// <inheritdoc/>
    public double NextRung(double done) => 1;

    /// <inheritdoc/>
    public PruningVerdict Judge(int trial, double done, double score)
    {
        if (!best.TryGetValue(trial, out var before) || score > before.Score + minDelta)
        {
            best[trial] = (double.IsNaN(score) ? double.NegativeInfinity : score, done);
            return PruningVerdict.Continue;
        }

        return done - before.Done >= wait ? PruningVerdict.Stop : PruningVerdict.Continue;
    }

    /// <inheritdoc/>
    public int? Promote() => null;
}
