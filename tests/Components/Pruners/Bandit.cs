using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Tests.Conformance;

namespace ExperimentRunner.Tests.Components.Pruners;

/// <summary>Arms whose curves of the objective cross: each rises to its own limit at its own speed, with noise.</summary>
internal sealed class Bandit(int arms, long seed)
{
    private readonly PhiloxKey key = PhiloxKey.Of(seed, "bandit");

    /// <summary>Trains arms on four slots until the pruner promotes no more.</summary>
    public SimulatedSweep Run(IJudge pruner, int evaluations = 1)
    {
        var sweep = new SimulatedSweep(pruner, arms, slots: 4)
        {
            Score = Score,
            Slowness = arm => 0.5 + Philox.Uniform(key, (ulong)arm, 2, 0),
            Evaluations = evaluations,
        };
        sweep.Run();
        return sweep;
    }

    /// <summary>The number of arms that end higher.</summary>
    public int RankOf(int arm) => Enumerable.Range(0, arms).Count(other => Limit(other) > Limit(arm));

    private double Limit(int arm) => Philox.Uniform(key, (ulong)arm, 0, 0);

    /// <summary>What an arm shows after a part of its training.</summary>
    public double Score(int arm, double done)
    {
        var speed = 3 + (20 * Philox.Uniform(key, (ulong)arm, 1, 0));
        var noise = (Philox.Uniform(key, (ulong)arm, 3, (uint)(done * 1000)) - 0.5) * 0.05;
        return (Limit(arm) * (1 - Math.Exp(-speed * done))) + noise;
    }
}
