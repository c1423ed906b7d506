using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>Trials under a pruner as a sweep has them: on several slots, on a clock of their own, none waiting for another.</summary>
/// <param name="pruner">What is asked.</param>
/// <param name="trials">How many there are.</param>
/// <param name="slots">How many train at a time.</param>
internal sealed class SimulatedSweep(IJudge pruner, int trials, int slots)
{
    private readonly PriorityQueue<(int Trial, double Next), (double Time, int Order)> running = new();
    private readonly double[] done = new double[trials];
    private readonly double[] rungs = new double[trials];
    private readonly HashSet<int> paused = [];
    private readonly Dictionary<int, double> seen = [];
    private double now;
    private int begun;
    private int order;

    /// <summary>The objective of a trial after a part of its training; greater is better.</summary>
    public required Func<int, double, double> Score { get; init; }

    /// <summary>The time that a whole training takes.</summary>
    public required Func<int, double> Slowness { get; init; }

    /// <summary>How often a training is evaluated besides at rungs; 1 is at its end only.</summary>
    public int Evaluations { get; init; } = 1;

    /// <summary>The part that was spent of what it costs to train every trial to its end.</summary>
    public double Spent => done.Sum() / trials;

    /// <summary>The trials that were trained to their end.</summary>
    public List<int> Finished { get; } = [];

    /// <summary>The trial of which the highest score was seen, of equals one that is finished; null before the first.</summary>
    public int? Best => seen.Count == 0 ? null : seen.OrderByDescending(trial => trial.Value).ThenBy(trial => Finished.Contains(trial.Key) ? 0 : 1).ThenBy(trial => trial.Key).First().Key;

    /// <summary>What was promoted without being paused.</summary>
    public List<int> WronglyPromoted { get; } = [];

    /// <summary>All judgements.</summary>
    public List<(bool IsAtRung, PruningVerdict Verdict)> Judgements { get; } = [];

    /// <summary>Trains until nothing runs, nothing is promoted, and the best that was seen does not wait.</summary>
    public void Run()
    {
        Fill();
        while (running.TryDequeue(out var evaluation, out var at))
        {
            now = at.Time;
            Evaluate(evaluation.Trial, evaluation.Next);
            Fill();
        }
    }

    private void Fill()
    {
        while (running.Count < slots && (Promoted(pruner.Promote()) ?? New() ?? Last()) is { } trial)
        {
            rungs[trial] = pruner.NextRung(done[trial]);
            Train(trial);
        }
    }

    private int? New() => begun < trials ? begun++ : null;

    /// <summary>Where nothing trains and the best that was seen is paused, it goes on.</summary>
    private int? Last()
    {
        if (running.Count > 0 || Best is not { } best || !paused.Contains(best))
        {
            return null;
        }

        pruner.Release(best);
        return Promoted(best);
    }

    private int? Promoted(int? next)
    {
        if (next is { } trial && !paused.Remove(trial))
        {
            WronglyPromoted.Add(trial);
            return null;
        }

        return next;
    }

    private void Train(int trial)
    {
        var evaluation = (Math.Floor((done[trial] * Evaluations) + 1e-9) + 1) / Evaluations;
        var next = Math.Min(evaluation, rungs[trial]);
        running.Enqueue((trial, next), (now + ((next - done[trial]) * Slowness(trial)), order++));
    }

    private void Evaluate(int trial, double part)
    {
        done[trial] = part;
        var score = Score(trial, part);
        if (!double.IsNaN(score))
        {
            seen[trial] = Math.Max(score, seen.GetValueOrDefault(trial, double.NegativeInfinity));
        }

        var verdict = pruner.Judge(trial, part, score);
        var isAtRung = part == rungs[trial] && part < 1;
        Judgements.Add((isAtRung, verdict));
        if (part >= 1)
        {
            Finished.Add(trial);
        }
        else if (verdict == PruningVerdict.Pause)
        {
            paused.Add(trial);
        }
        else if (verdict == PruningVerdict.Continue)
        {
            rungs[trial] = isAtRung ? pruner.NextRung(part) : rungs[trial];
            Train(trial);
        }
    }
}
