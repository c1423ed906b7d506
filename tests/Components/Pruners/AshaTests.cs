using CsCheck;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Components.Pruners;

public sealed class AshaTests
{
    [Fact]
    public void It_finds_one_of_the_best_twentieth_for_a_quarter_of_the_budget()
    {
        const int Arms = 256;
        for (var seed = 0; seed < 30; seed++)
        {
            var bandit = new Bandit(Arms, seed);
            var sweep = bandit.Run(new Asha { Min = Duration.Epochs(1) }.Begin(Duration.Epochs(27)));

            sweep.Spent.Should().BeLessThanOrEqualTo(0.25);
            bandit.RankOf(sweep.Finished.MaxBy(arm => bandit.Score(arm, 1))).Should().BeLessThan(Arms / 20, "the winner of seed {0} is among them", seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(30)]
    public void A_sweep_of_few_trials_has_a_result(int trials)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var sweep = new Bandit(trials, seed).Run(new Asha { Min = Duration.Epochs(1) }.Begin(Duration.Epochs(100)));
            sweep.Finished.Should().Contain(sweep.Best!.Value);
        }
    }

    [Fact]
    public void Rungs_grow_by_the_factor_up_to_the_end()
    {
        var run = new Asha { Min = Duration.Epochs(1), ReductionFactor = 3 }.Begin(Duration.Epochs(27));
        run.NextRung(0).Should().Be(1.0 / 27);
        run.NextRung(run.NextRung(0)).Should().BeApproximately(3.0 / 27, 1e-12);
        run.NextRung(0.9).Should().Be(1);
    }

    [Fact]
    public void The_best_of_every_so_many_goes_on_and_once() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 60], Gen.Double[1.5, 5]).Sample((scores, factor) =>
        {
            var run = new Asha { Min = Duration.Steps(1), ReductionFactor = factor }.Begin(Duration.Steps(2));
            var promoted = new List<int>();
            for (var trial = 0; trial < scores.Length; trial++)
            {
                run.Judge(trial, 0.5, scores[trial]).Should().Be(PruningVerdict.Pause);
                var best = Enumerable.Range(0, trial + 1).OrderByDescending(other => scores[other]).ThenBy(other => other).Take((int)((trial + 1) / factor)).ToArray();
                while (run.Promote() is { } next)
                {
                    best.Should().Contain(next);
                    promoted.Add(next);
                }

                best.Except(promoted).Should().BeEmpty();
                promoted.Should().OnlyHaveUniqueItems();
            }
        });

    [Fact]
    public void Who_has_come_furthest_goes_on_first()
    {
        var run = new Asha { Min = Duration.Steps(1), ReductionFactor = 2 }.Begin(Duration.Steps(4));
        foreach (var (trial, done, score) in new[] { (0, 0.25, 4.0), (1, 0.25, 3.0), (0, 0.5, 4.0), (1, 0.5, 3.0), (2, 0.25, 9.0), (3, 0.25, 8.0) })
        {
            run.Judge(trial, done, score);
        }

        new[] { run.Promote(), run.Promote(), run.Promote(), run.Promote() }.Should().Equal(0, 2, 3, null);
    }

    [Fact]
    public void A_trial_that_was_overtaken_while_it_waited_stays_where_it_is()
    {
        var run = new Asha { Min = Duration.Steps(1), ReductionFactor = 2 }.Begin(Duration.Steps(2));
        run.Judge(0, 0.5, 1);
        run.Judge(1, 0.5, 0);
        run.Judge(2, 0.5, 2);
        run.Promote().Should().Be(2);
        run.Promote().Should().BeNull();
    }

    [Fact]
    public void Of_equals_the_earlier_trial_goes_on()
    {
        var run = new Asha { Min = Duration.Steps(1), ReductionFactor = 3 }.Begin(Duration.Steps(2));
        foreach (var trial in new[] { 2, 0, 1 })
        {
            run.Judge(trial, 0.5, 1);
        }

        run.Promote().Should().Be(0);
    }

    [Fact]
    public void What_is_not_a_number_is_the_worst()
    {
        var run = new Asha { Min = Duration.Steps(1), ReductionFactor = 2 }.Begin(Duration.Steps(2));
        run.Judge(0, 0.5, double.NaN);
        run.Judge(1, 0.5, -1e300);
        run.Promote().Should().Be(1);
        run.Promote().Should().BeNull();
    }

    [Theory]
    [InlineData(10, DurationUnit.Epochs, "sweep.pruner.min: 10ep must be shorter than train.duration, 10ep")]
    [InlineData(10, DurationUnit.Steps, "sweep.pruner.min: 10it cannot be compared with train.duration, 10ep: give both in epochs or both in steps")]
    public void A_first_rung_that_does_not_fit_is_refused(double value, DurationUnit unit, string message) =>
        new Asha { Min = new Duration(value, unit) }.Invoking(asha => asha.Begin(Duration.Epochs(10))).Should().Throw<InvalidOperationException>().WithMessage(message);
}
