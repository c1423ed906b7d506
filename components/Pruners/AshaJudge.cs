namespace ExperimentRunner.Components.Pruners;

/// <summary><see cref="Asha"/> at work.</summary>
/// <param name="places">The parts of training at which rungs stand, growing.</param>
/// <param name="factor">One of so many trials goes on.</param>
internal sealed class AshaJudge(IReadOnlyList<double> places, double factor) : IJudge
{
    private readonly (double Place, Rung Rung)[] rungs = [.. places.Select(place => (place, new Rung(factor)))];

    /// <inheritdoc/>
    public double NextRung(double done) => rungs.Select(rung => rung.Place).Append(1).First(place => place > done);

    /// <inheritdoc/>
    public PruningVerdict Judge(int trial, double done, double score)
    {
        var here = Array.Find(rungs, rung => rung.Place == done).Rung;
        return here is not null && here.Add(trial, score) ? PruningVerdict.Pause : PruningVerdict.Continue;
    }

    /// <summary>The highest rung first: what has come far is soonest to an end.</summary>
    public int? Promote() => rungs.Reverse().Select(rung => rung.Rung.Promote()).FirstOrDefault(trial => trial is not null);

    /// <inheritdoc/>
    public void Release(int trial) => Array.FindLast(rungs, rung => rung.Rung.Has(trial)).Rung.Release(trial);
}
