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

        wild.RepeatableResults.Should().Be(calm.RepeatableResults);
        wild.Weights().Should().BeEquivalentTo(calm.Weights());
        ExperimentProcess.Using(wild.Work.Path).Should().BeEmpty();
        wild.Work.MlflowRuns.Should().HaveCount(41).And.OnlyContain(run => run.Status == 3);
        wild.Work.MlflowRuns.Select(run => run.Meta["run_name"]).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Whatever_is_killed_a_pruned_sweep_decides_as_its_journal_says_and_trains_what_was_asked_for()
    {
        const string Space = "space: {optimizer.lr: grid(0.001, 0.005, 0.02, 0.1), train.batch_size: grid(16, 32), model.dropout: grid(0, 0.1, 0.2, 0.3, 0.4)}";
        using var whole = new SweepPlace($"sweep: {{per_device: 2, {Space}}}");
        (await whole.SweepAsync()).ExitCode.Should().Be(0);
        using var wild = new SweepPlace($"sweep: {{per_device: 2, pruner: {{type: asha, min: 40it, reduction_factor: 2}}, {Space}}}");

        await KillAgainAndAgainAsync(wild);

        var (results, journal) = (wild.Results, File.ReadAllText(wild.Run.JournalFile));
        results.Should().Contain(",pruned,").And.Contain(",complete,");
        (await wild.SweepAsync()).ExitCode.Should().Be(0, "the next runner replays every decision");
        wild.Results.Should().Be(results);
        File.ReadAllText(wild.Run.JournalFile).Should().Be(journal);
        var known = whole.Objectives("val/loss");
        wild.Objectives("val/loss").Should().HaveCount(40).And.OnlyContain(trial => trial.Value.All(seen => known[trial.Key][seen.Key] == seen.Value), "a pause changes no bit");
        wild.Work.MlflowRuns.Should().HaveCount(41).And.OnlyContain(run => run.Status == 3 || run.Status == 5);
        wild.Work.MlflowRuns.Select(run => run.Meta["run_name"]).Should().OnlyHaveUniqueItems();
        ExperimentProcess.Using(wild.Work.Path).Should().BeEmpty();
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
