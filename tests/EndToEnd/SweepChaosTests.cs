namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Kills any process of a sweep, again and again, and gives the same command again: in the end nothing may tell.</summary>
public sealed class SweepChaosTests
{
    private const int Kills = 12;

    public static TheoryData<string> Searches => new("", "search: {type: random, trials: 40}", "search: {type: sobol, trials: 40}");

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Whatever_is_killed_the_results_are_the_same(string search)
    {
        var sweep = $"""
            sweep:
              {search}
              per_device: 2
              space:
                optimizer.lr: {(search.Length == 0 ? "grid(0.01, 0.02, 0.05, 0.1, 0.2)" : "log_uniform(0.01, 0.2)")}
                train.batch_size: {(search.Length == 0 ? "grid(16, 32)" : "int(16, 32)")}
                model.dropout: {(search.Length == 0 ? "grid(0, 0.1, 0.2, 0.3)" : "uniform(0, 0.3)")}
            """;
        using var calm = new SweepPlace(sweep);
        (await calm.SweepAsync()).ExitCode.Should().Be(0);
        using var wild = new SweepPlace(sweep);

        await KillAgainAndAgainAsync(wild);

        wild.Results.Should().Be(calm.Results);
        wild.Weights().Should().BeEquivalentTo(calm.Weights());
        ExperimentProcess.Using(wild.Work.Path).Should().BeEmpty();
        wild.Work.MlflowRuns.Should().HaveCount(41).And.OnlyContain(run => run.Status == 3);
        wild.Work.MlflowRuns.Select(run => run.Meta["run_name"]).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Each kill is a while after the one before, of the runner or of one of its workers; at the end the sweep is left in peace.</summary>
    private static async Task KillAgainAndAgainAsync(SweepPlace place)
    {
        var process = place.Start();
        for (var kill = 0; kill < Kills; kill++)
        {
            if (await EndsWithinAsync(process, TimeSpan.FromMilliseconds((kill * 7919 % 900) + 300)))
            {
                break;
            }

            int[] victims = [process.Pid, .. process.Workers()];
            var victim = victims[kill * 31 % victims.Length];
            ExperimentProcess.Kill(victim);
            if (victim == process.Pid)
            {
                await process.ExitAsync();
                process.Dispose();
                process = place.Start();
            }
        }

        (await process.ExitAsync()).Should().Be(0, process.Output);
        process.Dispose();
    }

    private static async Task<bool> EndsWithinAsync(ExperimentProcess process, TimeSpan time)
    {
        var exit = process.ExitAsync();
        return await Task.WhenAny(exit, Task.Delay(time, TestContext.Current.CancellationToken)) == exit;
    }
}
