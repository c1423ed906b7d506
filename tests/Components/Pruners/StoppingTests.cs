using CsCheck;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Tests.Components.Pruners;

public sealed class StoppingTests
{
    [Fact]
    public void Patience_ends_what_has_not_improved_for_so_long()
    {
        var run = new Patience { Wait = Duration.Epochs(2), MinDelta = 0.1 }.Begin(Duration.Epochs(10));
        (double Done, double Score)[] evaluations = [(0.1, 0.5), (0.2, 0.55), (0.3, 0.7), (0.4, 0.75), (0.5, 0.79)];
        evaluations.Select(at => run.Judge(0, at.Done, at.Score)).Should().Equal(
            PruningVerdict.Continue, PruningVerdict.Continue, PruningVerdict.Continue, PruningVerdict.Continue, PruningVerdict.Stop);
    }

    [Fact]
    public void The_median_rule_compares_the_best_of_a_trial_with_what_others_had_on_average_by_then()
    {
        var run = new MedianPruner { MinTrials = 3 }.Begin(Duration.Epochs(10));
        foreach (var (trial, scores) in new[] { (0, new[] { 0.1, 0.3 }), (1, [0.3, 0.5]), (2, [0.5, 0.7]) })
        {
            run.Judge(trial, 0.1, scores[0]);
            run.Judge(trial, 0.2, scores[1]).Should().Be(PruningVerdict.Continue, "too few have come as far");
        }

        // The others' means until 0.2 are 0.2, 0.4 and 0.6.
        run.Judge(3, 0.1, 0.31).Should().Be(PruningVerdict.Continue);
        run.Judge(3, 0.2, 0.39).Should().Be(PruningVerdict.Stop);
        run.Judge(4, 0.2, 0.41).Should().Be(PruningVerdict.Continue);
    }

    [Fact]
    public void The_median_rule_is_what_its_definition_says() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 3], Gen.Int[0, 20]).Array[1, 120].Sample(steps =>
        {
            var run = new MedianPruner { MinTrials = 2 }.Begin(Duration.Epochs(10));
            var all = new List<(int Trial, double Done, double Score)>();
            foreach (var (trial, ahead, value) in steps)
            {
                var done = all.Where(point => point.Trial == trial).Select(point => point.Done).DefaultIfEmpty(0).Last() + (ahead / 64.0);
                if (done <= 1)
                {
                    var score = value == 20 ? double.NaN : value;
                    all.Add((trial, done, double.IsNaN(score) ? double.NegativeInfinity : score));
                    run.Judge(trial, done, score).Should().Be(ByDefinition(all, trial, done));
                }
            }
        });

    [Fact]
    public void The_median_rule_spends_less_on_what_is_bad()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var bandit = new Bandit(arms: 100, seed);
            var sweep = bandit.Run(new MedianPruner().Begin(Duration.Epochs(10)), evaluations: 10);
            sweep.Spent.Should().BeLessThan(0.6);
            bandit.RankOf(sweep.Finished.MaxBy(arm => bandit.Score(arm, 1))).Should().BeLessThan(10);
        }
    }

    [Fact]
    public void Nothing_is_ended_during_the_warm_up()
    {
        var run = new MedianPruner { MinTrials = 1, Warmup = Duration.Epochs(5) }.Begin(Duration.Epochs(10));
        run.Judge(0, 0.5, 1);
        run.Judge(1, 0.5, 0).Should().Be(PruningVerdict.Continue);
        run.Judge(2, 0.6, 0).Should().Be(PruningVerdict.Continue, "none of the others has come as far");
        run.Judge(0, 0.7, 1);
        run.Judge(2, 0.7, 0).Should().Be(PruningVerdict.Stop);
    }

    private static PruningVerdict ByDefinition(List<(int Trial, double Done, double Score)> all, int trial, double done)
    {
        var means = all.Where(point => point.Trial != trial).GroupBy(point => point.Trial)
            .Where(other => other.Max(point => point.Done) >= done && other.Min(point => point.Done) <= done)
            .Select(other => other.Where(point => point.Done <= done).Average(point => point.Score)).Order().ToArray();
        var best = all.Where(point => point.Trial == trial).Max(point => point.Score);
        return means.Length >= 2 && best < (means[(means.Length - 1) / 2] + means[means.Length / 2]) / 2 ? PruningVerdict.Stop : PruningVerdict.Continue;
    }
}
