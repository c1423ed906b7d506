using ExperimentRunner.Tests.Runner.Tracking;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Kills processes at random moments and starts the same command again: in the end nothing may tell.</summary>
public sealed class KillTests
{
    private const int Kills = 30;

    private static readonly string[] Command = ["run", Workplace.Config, "train.duration=60000it", "train.checkpoint.every=200it", "train.evaluate_every=1000it", "train.log_every=50it"];

    [Fact]
    public async Task Nothing_is_lost_or_doubled_whatever_is_killed()
    {
        using var undisturbed = new Workplace();
        (await undisturbed.RunAsync(Command)).ExitCode.Should().Be(0);
        using var disturbed = new Workplace();
        var kills = 0;
        for (var round = 0; kills < Kills && !IsFinal(disturbed); round++)
        {
            using var process = disturbed.Start(Command);
            var delay = TimeSpan.FromMilliseconds((round * 7919 % 1000) + 100);
            var exit = process.ExitAsync();
            if (await Task.WhenAny(exit, Task.Delay(delay, TestContext.Current.CancellationToken)) == exit)
            {
                (await exit).Should().BeOneOf([0, 1], process.Output);
                disturbed.Journal.Trials.Should().ContainSingle("a killed trial goes on and never starts anew");
                break;
            }

            KillOne(process, round % 3);
            kills++;
            await exit;
            AssertMlrunsReadable(disturbed);
        }

        await FinishAsync(disturbed);
        kills.Should().Be(Kills, "the run must be long enough for all of them");
        TestContext.Current.TestOutputHelper?.WriteLine($"{disturbed.Journal.Trials[0].Attempts.Count} attempts");
        AssertSame(disturbed, undisturbed);
        ExperimentProcess.Using(disturbed.Path).Should().BeEmpty();
    }

    private static void KillOne(ExperimentProcess process, int choice)
    {
        var worker = process.Worker();
        if (choice != 1)
        {
            ExperimentProcess.Kill(process.Pid);
        }

        if (choice != 0 && worker is { } pid)
        {
            ExperimentProcess.Kill(pid);
        }
        else if (choice == 1)
        {
            ExperimentProcess.Kill(process.Pid);
        }
    }

    /// <summary>Starts the command until the first trial is finished, if it is not yet.</summary>
    private static async Task FinishAsync(Workplace place)
    {
        while (!IsFinal(place))
        {
            await place.RunAsync(Command);
        }
    }

    private static bool IsFinal(Workplace place) => place.Journal.Trials is [{ IsFinal: true }, ..];

    private static void AssertMlrunsReadable(Workplace place)
    {
        if (Directory.Exists(place.Runs.MlrunsFolder))
        {
            place.MlflowRuns.Should().HaveCountLessThanOrEqualTo(1);
        }
    }

    private static void AssertSame(Workplace disturbed, Workplace undisturbed)
    {
        disturbed.Weights().Should().Equal(undisturbed.Weights());
        var (actual, expected) = (disturbed.MlflowRuns.Should().ContainSingle().Subject, undisturbed.MlflowRuns.Should().ContainSingle().Subject);
        actual.Status.Should().Be(3);
        Values(actual).Should().Equal(Values(expected));
        actual.Params.Should().Equal(expected.Params);
    }

    private static IEnumerable<string> Values(StrictFileStore.Run run) => run.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)
        .SelectMany(metric => metric.Value.Select(point => $"{metric.Key} {point.Step} {point.Value:R}"));
}
