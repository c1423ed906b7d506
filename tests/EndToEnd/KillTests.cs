using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Kills processes at scattered moments and starts the same command again: in the end nothing may tell.</summary>
public sealed class KillTests
{
    private static readonly int Kills = LongTests.AreWanted ? 30 : 15;

    private static readonly string[] Command =
        ["run", Workplace.Config, LongTests.AreWanted ? "train.duration=100000it" : "train.duration=50000it", "train.checkpoint.every=200it", "train.evaluate_every=1000it", "train.log_every=50it"];

    private enum Victim
    {
        Runner,
        Worker,
        Both,
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_whatever_is_killed()
    {
        using var undisturbed = new Workplace();
        (await undisturbed.RunAsync(Command)).ExitCode.Should().Be(0);
        using var disturbed = new Workplace();

        await KillAgainAndAgainAsync(disturbed);
        while (!IsFinal(disturbed))
        {
            await disturbed.RunAsync(Command);
        }

        AssertSame(disturbed, undisturbed);
        ExperimentProcess.Using(disturbed.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task What_MLflow_reads_is_whole_whenever_two_runners_at_once_are_killed()
    {
        using var place = new Workplace();
        string[][] commands = [[.. Command, "train.seed=1"], [.. Command, "train.seed=2"]];
        for (var kill = 0; kill < (LongTests.AreWanted ? 50 : 8); kill++)
        {
            var processes = commands.Select(command => place.Start(command)).ToArray();
            await processes[kill % 2].SaysAsync("training on cpu");
            (await EndsWithinAsync(processes[kill % 2], TimeSpan.FromMilliseconds((kill * 7919 % 900) + 300))).Should().BeFalse("the run must be long enough for all kills");
            foreach (var process in processes)
            {
                ExperimentProcess.Kill(process.Pid);
            }

            foreach (var process in processes)
            {
                (await EndsWithinAsync(process, TimeSpan.FromMinutes(1))).Should().BeTrue();
                process.Dispose();
            }

            AssertReadable(place, runs: 2);
        }

        foreach (var run in place.MlflowRuns)
        {
            run.Metrics["train/loss"].Select(point => point.Step).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
        }

        place.MlflowRuns.Should().HaveCount(2);
    }

    private static async Task KillAgainAndAgainAsync(Workplace place)
    {
        var process = place.Start(Command);
        for (var kill = 0; kill < Kills; kill++)
        {
            if (kill % 2 == 0)
            {
                await process.SaysAsync("training on cpu"); // else a busy machine would see it killed before it begins, each time
            }

            (await EndsWithinAsync(process, TimeSpan.FromMilliseconds((kill * 7919 % 700) + 100))).Should().BeFalse("the run must be long enough for all kills");
            Kill(process, (Victim)(kill % 3));
            (await EndsWithinAsync(process, TimeSpan.FromMinutes(1))).Should().BeTrue("a killed worker ends the run as failed");
            AssertReadable(place);
            IsFinal(place).Should().BeFalse("the run must be long enough for all kills");
            process.Dispose();
            process = place.Start(Command);
        }

        process.Dispose();
    }

    private static async Task<bool> EndsWithinAsync(ExperimentProcess process, TimeSpan time)
    {
        var exit = process.ExitAsync();
        return await Task.WhenAny(exit, Task.Delay(time, TestContext.Current.CancellationToken)) == exit;
    }

    private static void Kill(ExperimentProcess process, Victim victim)
    {
        var worker = process.Worker();
        if (victim != Victim.Worker || worker is null)
        {
            ExperimentProcess.Kill(process.Pid);
        }

        if (victim != Victim.Runner && worker is { } pid)
        {
            ExperimentProcess.Kill(pid);
        }
    }

    private static bool IsFinal(Workplace place) => place.Journal.Trials is [{ IsFinal: true }, ..];

    private static void AssertReadable(Workplace place, int runs = 1)
    {
        if (Directory.Exists(place.Runs.MlrunsFolder))
        {
            place.MlflowRuns.Should().HaveCountLessThanOrEqualTo(runs);
        }
    }

    private static void AssertSame(Workplace disturbed, Workplace undisturbed)
    {
        disturbed.Journal.Trials.Should().ContainSingle("a killed trial goes on and never starts anew").Which.Attempts.Should().HaveCountGreaterThan(Kills / 3);
        disturbed.Weights().Should().Equal(undisturbed.Weights());
        var (actual, expected) = (disturbed.MlflowRuns.Should().ContainSingle().Subject, undisturbed.MlflowRuns.Should().ContainSingle().Subject);
        actual.Status.Should().Be(3);
        Values(actual).Should().Equal(Values(expected));
        actual.Params.Should().Equal(expected.Params);
    }

    private static IEnumerable<string> Values(StrictFileStore.Run run) => run.Metrics.Where(metric => !metric.Key.StartsWith("system/", StringComparison.Ordinal)).OrderBy(metric => metric.Key, StringComparer.Ordinal)
        .SelectMany(metric => metric.Value.Select(point => $"{metric.Key} {point.Step} {point.Value:R}"));
}
