using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every pruner must keep, in sweeps of 60 trials on three slots.</summary>
public abstract class PrunerConformance : ComponentConformance<IPruner>
{
    /// <summary>How long a trial trains.</summary>
    protected virtual Duration Training => Duration.Steps(100);

    [Fact]
    public void RungsLeadToTheEnd() => ForEach(component =>
    {
        var run = component.Begin(Training);
        var done = 0.0;
        for (var rungs = 0; done < 1 && rungs < 1000; rungs++)
        {
            var next = run.NextRung(done);
            next.Should().BeGreaterThan(done).And.BeLessThanOrEqualTo(1);
            done = next;
        }

        done.Should().Be(1);
    });

    [Fact]
    public void TheNextRungLiesAheadWhereverATrialStands() => ForEach(component =>
    {
        var run = component.Begin(Training);
        Enumerable.Range(0, 1000).Select(place => place / 1000.0).Should().OnlyContain(done => run.NextRung(done) > done && run.NextRung(done) <= 1);
    });

    [Fact]
    public void PausesAtRungsOnly() => ForEach(component =>
        Sweep(component, seed: 1).Judgements.Where(judgement => !judgement.IsAtRung).Select(judgement => judgement.Verdict).Should().NotContain(PruningVerdict.Pause));

    [Fact]
    public void PromotesWhatIsPausedAndOnce() => ForEach(component => Sweep(component, seed: 2).WronglyPromoted.Should().BeEmpty());

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(60)]
    public void WhatIsTheBestAllTheTimeIsTrainedToItsEnd(int trials) => ForEach(component =>
    {
        var winner = trials / 2;
        var sweep = new SimulatedSweep(component.Begin(Training), trials, slots: 3)
        {
            Evaluations = 20,
            Score = (trial, done) => done + (trial == winner ? 1 : 0),
            Slowness = trial => 1 + (trial % 3),
        };
        sweep.Run();
        sweep.Finished.Should().Contain(winner);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TheSameQuestionsInTheSameOrderHaveTheSameAnswers(long seed) => ForEach(component =>
    {
        var recorded = new RecordedPruner(component.Begin(Training));
        Sweep(recorded, seed);
        var replayed = component.Begin(Training);
        recorded.Calls.Select(call => call.Question(replayed)).Should().Equal(recorded.Calls.Select(call => call.Answer));
    });

    private SimulatedSweep Sweep(IPruner component, long seed) => Sweep(component.Begin(Training), seed);

    /// <summary>Curves that rise to their own limits with noise; one trial in ten has no number at times.</summary>
    private static SimulatedSweep Sweep(IJudge run, long seed)
    {
        var key = PhiloxKey.Of(seed, "conformance");
        var sweep = new SimulatedSweep(run, trials: 60, slots: 3)
        {
            Evaluations = 20,
            Score = (trial, done) => trial % 10 == 9 && done > 0.5 ? double.NaN
                : (Philox.Uniform(key, (ulong)trial, 0, 0) * Math.Sqrt(done)) + (0.1 * Philox.Uniform(key, (ulong)trial, 1, (uint)(done * 1000))),
            Slowness = trial => 0.5 + Philox.Uniform(key, (ulong)trial, 2, 0),
        };
        sweep.Run();
        return sweep;
    }

    /// <summary>Notes what is asked and answered.</summary>
    private sealed class RecordedPruner(IJudge run) : IJudge
    {
        public List<(Func<IJudge, object?> Question, object? Answer)> Calls { get; } = [];

        public double NextRung(double done) => (double)Note(asked => asked.NextRung(done))!;

        public PruningVerdict Judge(int trial, double done, double score) => (PruningVerdict)Note(asked => asked.Judge(trial, done, score))!;

        public int? Promote() => (int?)Note(asked => asked.Promote());

        public void Release(int trial) => Note(asked =>
        {
            asked.Release(trial);
            return null;
        });

        private object? Note(Func<IJudge, object?> question)
        {
            var answer = question(run);
            Calls.Add((question, answer));
            return answer;
        }
    }
}
