using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Sweeps.Display;
using ExperimentRunner.Tests.Golden;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.Runner.Sweeps.Display;

public sealed class RunningLinesTests
{
    private static readonly ShortNames Names = new([new("optimizer", "lr"), new("model", "widths"), new("augmentation", "random_crop", "padding")]);

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void What_differs_between_trials_is_shown_whole(int width)
    {
        RunningTrial[] trials = [Trial(1, "optimizer.lr=0.0123457 model.widths=[16, 32] augmentation.random_crop.padding=2", 3), Trial(12, "optimizer.lr=0.1 model.widths=[64, 128] augmentation.random_crop.padding=4", 9)];

        string[] lines = [.. RunningLines.Of(trials, Names, width)];

        lines.Should().OnlyContain(line => line.Length <= width);
        string.Join(' ', lines).Should().Contain("0.0123457").And.Contain("[16, 32]").And.Contain("padding=4");
        GoldenFile.Check(string.Join('\n', lines) + "\n", FormattableString.Invariant($"Screens/running-{width}.txt"));
    }

    [Fact]
    public void A_name_is_as_short_as_no_other_is()
    {
        var names = new ShortNames([new("optimizer", "lr"), new("optimizer", "groups", "lr"), new("model"), new("model", "head", "model"), new("train", "seed")]);
        names.Shorten("optimizer.lr=1 optimizer.groups.lr=2 model={type: mlp} model.head.model=3 train.seed=4")
            .Should().Be("optimizer.lr=1 groups.lr=2 model={type: mlp} head.model=3 seed=4");
    }

    private static RunningTrial Trial(int number, string values, int evaluations)
    {
        var trial = new RunningTrial(MadeTrial.Of("/", number, values), "val/accuracy", TimeProvider.System, (_, _) => { });
        trial.Observe([new TrainingStarted(0, 100, 10, "cpu", 1, 10, new Dictionary<string, long>(), "", "2.10.0")]);
        for (var evaluation = 1; evaluation <= evaluations; evaluation++)
        {
            trial.Observe([new ScalarsLogged(evaluation * 10, null, new Dictionary<string, double> { ["val/accuracy"] = 1 - (1.0 / (evaluation + 1)) }, null)]);
        }

        return trial;
    }
}
