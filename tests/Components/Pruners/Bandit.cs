using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Randomness;

namespace ExperimentRunner.Tests.Components.Pruners;

/// <summary>
/// Arms whose curves of the objective cross: each rises to its own limit at its own speed, with noise. Workers train them on a
/// clock of their own, as a sweep would, without waiting for each other.
/// </summary>
internal sealed class Bandit(int arms, int workers, long seed)
{
    private readonly PhiloxKey key = PhiloxKey.Of(seed, "bandit");
    private readonly PriorityQueue<(int Arm, double Done), (double Time, int Order)> running = new();
    private int next;
    private int order;

    /// <summary>The part of the full budget, every arm trained to its end, that was spent.</summary>
    public double Spent { get; private set; }

    /// <summary>The arms that were trained to their end.</summary>
    public List<int> Finished { get; } = [];

    /// <summary>Where an arm ends, in [0, 1).</summary>
    public double Limit(int arm) => Philox.Uniform(key, (ulong)arm, 0, 0);

    /// <summary>The number of arms that end higher.</summary>
    public int RankOf(int arm) => Enumerable.Range(0, arms).Count(other => Limit(other) > Limit(arm));

    /// <summary>Trains until the pruner promotes no more.</summary>
    public void Run(IPrunerRun pruner)
    {
        var done = new double[arms];
        Fill(pruner, done, now: 0);
        while (running.TryDequeue(out var end, out var at))
        {
            done[end.Arm] = end.Done;
            if (pruner.Judge(end.Arm, end.Done, Score(end.Arm, end.Done)) == PruningVerdict.Continue && end.Done >= 1)
            {
                Finished.Add(end.Arm);
            }

            Fill(pruner, done, at.Time);
        }
    }

    private void Fill(IPrunerRun pruner, double[] done, double now)
    {
        while (running.Count < workers && (pruner.Promote() ?? (next < arms ? next++ : null)) is { } arm)
        {
            var target = pruner.NextRung(done[arm]);
            Spent += (target - done[arm]) / arms;
            var slowness = 0.5 + Philox.Uniform(key, (ulong)arm, 2, 0);
            running.Enqueue((arm, target), (now + ((target - done[arm]) * slowness), order++));
        }
    }

    private double Score(int arm, double done)
    {
        var speed = 3 + (20 * Philox.Uniform(key, (ulong)arm, 1, 0));
        var noise = (Philox.Uniform(key, (ulong)arm, 3, (uint)(done * 1000)) - 0.5) * 0.05;
        return (Limit(arm) * (1 - Math.Exp(-speed * done))) + noise;
    }
}
