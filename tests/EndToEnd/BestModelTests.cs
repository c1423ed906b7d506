using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Tracking;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Which model a name stands for.</summary>
public sealed class BestModelTests
{
    [Fact]
    public async Task A_best_step_at_which_the_run_was_paused_is_what_is_exported()
    {
        using var place = new Workplace();
        string[] command = ["run", Workplace.Config, "train.monitor=maximize val/loss"]; // a loss that falls is best at the first evaluation
        (await place.RunAsync([.. command, "--limit", "40it"])).ExitCode.Should().Be(0);
        var paused = File.ReadAllBytes(Path.Combine(new CheckpointFolder(place.Trial().Attempt(1).CheckpointsFolder).Find(40), "model.safetensors"));
        (await place.RunAsync(command)).Output.Should().Contain("best step 40");

        var (exitCode, output) = await place.RunAsync("export", "small", "out");
        exitCode.Should().Be(0, output);
        File.ReadAllBytes(Path.Combine(place.Path, "out", "model.safetensors")).Should().Equal(paused);
    }

    [Fact]
    public async Task The_name_of_a_sweep_stands_for_its_best_trial_everywhere()
    {
        using var place = new SweepPlace("""
            callbacks: [{type: early_stopping, patience: 2}]
            sweep:
              per_device: 2
              pruner: {type: asha, min: 40it, reduction_factor: 2}
              space:
                optimizer.lr: grid(0.05, 0.02, 0.01, 0.001)
            """);
        var (exitCode, output) = await place.SweepAsync();
        exitCode.Should().Be(0, output);

        var best = SweepRanking.Of(place.Work.Journal)!.Best!;
        best.Lead.Status.Should().Be(SweepTrialStatus.Complete);
        place.Work.Journal.Sweep!.Ended!.Best!.Trial.Should().Be(best.Lead.Name);
        output.Should().Contain($"\nbest: trial {best.Lead.Name}  ");
        output.Should().MatchRegex($@"\n1 +{best.Lead.Name.Split('-')[0]} ");
        File.ReadAllText(place.Run.SweepSummaryFile).Should().Contain($"best: `{best.Values}`").And.Contain($"| 1 | {best.Lead.Name.Split('-')[0]} |");
        File.ReadAllText(place.Run.SweepBestFile).Should().Contain($"lr: {best.Values.Split('=')[1]}");
        var winner = place.Work.Journal.Find(best.Lead.Name)!;
        winner.LastAttempt!.Ended!.Metrics.Should().ContainKey("test/accuracy");

        var evaluated = await place.Work.RunAsync("evaluate", "small", "--json");
        evaluated.Output.Should().Contain($"the best trial of the sweep small: {best.Lead.Name} (val/accuracy ")
            .And.Contain(winner.LastAttempt.Ended.Metrics["test/accuracy"].ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        (await place.Work.RunAsync("export", "small", "out")).Output.Should().Contain(best.Lead.Name);
        File.ReadAllText(Path.Combine(place.Work.Path, "out", "config.yaml")).Should().Be(File.ReadAllText(place.Run.Trial(best.Lead.Name).ConfigFile));

        (await place.Work.RunAsync("run", Workplace.Config, "optimizer.lr=0.0001", "--limit", "20it")).ExitCode.Should().Be(0);
        var newest = place.Work.Journal.Trials[^1].Trial;
        var told = $"'small' means small/{newest}, the newest of its 5 runs; the best trial of its sweep is small/{best.Lead.Name}";
        foreach (var command in (string[][])[["export", "small", "newest"], ["evaluate", "small"], ["logs", "small"]])
        {
            (await place.Work.RunAsync(command)).Output.Should().NotContain("the best trial of the sweep small:", "a newer run has the name").And.Contain(told);
        }
    }
}
