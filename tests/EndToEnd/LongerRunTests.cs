using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>A finished run goes on for longer where that is what a longer run would have done, or says why it is not.</summary>
public sealed class LongerRunTests : IDisposable
{
    private const string Longer = "train.duration=400it";

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_longer_run_goes_on_from_the_end_of_the_shorter_and_is_bitwise_one_of_that_length()
    {
        using var undisturbed = new Workplace();
        (await undisturbed.RunAsync("run", Workplace.Config, Longer)).ExitCode.Should().Be(0);
        (await place.RunAsync("run", Workplace.Config)).ExitCode.Should().Be(0);

        var (exitCode, output) = await place.RunAsync("run", Workplace.Config, Longer);

        exitCode.Should().Be(0, output);
        var (shorter, longer) = (place.Journal.Trials[0], place.Journal.Trials[1]);
        output.Should().Contain($"{shorter.Trial} is the same but shorter; this run continues from its end, step 240");
        longer.LastAttempt!.Started.ResumesFrom!.Step.Should().Be(240);
        WeightsOf(place, longer).Should().Equal(WeightsOf(undisturbed, undisturbed.Journal.Trials[0]));
        var continued = place.MlflowRuns.Single(run => run.Metrics["train/loss"].Count > 80);
        var whole = undisturbed.MlflowRuns.Single();
        foreach (var metric in (string[])["train/loss", "val/accuracy", "test/accuracy"])
        {
            continued.Metrics[metric].Select(point => (point.Step, point.Value)).Should().Equal(whole.Metrics[metric].Select(point => (point.Step, point.Value)), metric);
        }

        (await place.RunAsync("delete", shorter.Trial, "--yes")).ExitCode.Should().Be(0);
        (await place.RunAsync("export", longer.Trial, "out")).ExitCode.Should().Be(0, "it has all that it needs");
    }

    [Theory]
    [InlineData("schedule={type: cosine}", "its schedule depends on train.duration, so the shorter one was trained with other learning rates")]
    [InlineData("callbacks=[{type: early_stopping, patience: 1, min_delta: 0.9}]", "the shorter one ended before its time (val/accuracy has not improved for 1 evaluation)")]
    [InlineData("train.evaluate_every=50it", "the shorter one was evaluated at its end, where this one is not (train.evaluate_every: 50it)")]
    public async Task Where_a_longer_run_would_have_been_another_it_says_why(string change, string reason)
    {
        (await place.RunAsync("run", Workplace.Config, change)).ExitCode.Should().Be(0);

        var (exitCode, output) = await place.RunAsync("run", Workplace.Config, change, Longer, "--limit", "3it");

        exitCode.Should().Be(0, output);
        output.Should().Contain($"{place.Journal.Trials[0].Trial} is the same but shorter; this run starts from the beginning nevertheless: {reason}");
        place.Journal.Trials[1].LastAttempt!.Started.ResumesFrom.Should().BeNull();
    }

    [Theory]
    [InlineData("step-240", "this run continues from its step 220: step-240 of attempt 1 cannot be used: ", 220L)]
    [InlineData("step-*", "this run starts from the beginning nevertheless: step-240 of attempt 1 cannot be used: ", null)]
    public async Task A_damaged_last_checkpoint_is_told_and_the_one_before_is_used(string damaged, string told, long? from)
    {
        (await place.RunAsync("run", Workplace.Config, "train.checkpoint={every: 20it, keep: 3}")).ExitCode.Should().Be(0);
        foreach (var checkpoint in Directory.GetDirectories(place.Trial().Attempt(1).CheckpointsFolder, damaged))
        {
            await File.WriteAllTextAsync(Path.Combine(checkpoint, "model.safetensors"), "damaged", TestContext.Current.CancellationToken);
        }

        var (exitCode, output) = await place.RunAsync("run", Workplace.Config, "train.checkpoint={every: 20it, keep: 3}", Longer, "--limit", "250it");

        exitCode.Should().Be(0, output);
        output.Should().Contain($"{place.Journal.Trials[0].Trial} is the same but shorter; {told}").And.Contain("model.safetensors");
        place.Journal.Trials[1].LastAttempt!.Started.ResumesFrom?.Step.Should().Be(from);
    }

    private static byte[] WeightsOf(Workplace place, TrialState trial) => File.ReadAllBytes(
        Path.Combine(place.Runs.Experiment("small").Trial(trial.Trial).Attempt(trial.LastAttempt!.Number).CheckpointsFolder, "step-400", "model.safetensors"));
}
