using System.Text.Json;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Sweeps as a user runs them.</summary>
public sealed class SweepTests
{
    private const string Small = """
        sweep:
          per_device: 2
          space:
            optimizer.lr: grid(0.01, 0.05, 0.1)
            model.dropout: grid(0, 0.3)
        """;

    [Fact]
    public async Task A_sweep_ranks_its_trials_and_writes_the_best_config()
    {
        using var place = new SweepPlace(Small);

        var (exitCode, output) = await place.SweepAsync();

        exitCode.Should().Be(0, output);
        output.Should().Contain("small: 6 trials, 6 complete").And.Contain("time/step");
        var rows = Csv.Rows(place.Results);
        rows.Should().HaveCount(7);
        rows[0].Should().Equal("trial", "status", "objective", "optimizer.lr", "model.dropout", "step", "seconds", "val/loss", "val/accuracy", "test/loss", "test/accuracy");
        rows[1].Skip(3).Take(3).Should().Equal("0.01", "0", "240");
        rows[6].Skip(3).Take(3).Should().Equal("0.1", "0.3", "240");
        rows.Should().OnlyContain(row => row.All(cell => cell.Length > 0));
        var best = Path.Combine(place.Run.SweepFolder, "best.yaml");
        output.Should().Contain("train it again: experiment run runs/small/sweep/best.yaml\n").And.Contain("all trials: runs/small/sweep/results.csv\n");
        (await place.Work.RunAsync("check", best)).ExitCode.Should().Be(0);
        var runs = JsonSerializer.Deserialize<JsonElement[]>((await place.Work.RunAsync("runs", "--json")).Output)!;
        runs.ToDictionary(run => run.GetProperty("trial").GetString()!, run => Parameter(run, "optimizer.lr") + Parameter(run, "model.dropout")).Should().BeEquivalentTo(
            place.Rows.ToDictionary(row => row["trial"], row => row["optimizer.lr"] + row["model.dropout"]));
        Parameter(runs[0], "train.batch_size").Should().Be("32");
        Parameter(runs[0], "optimizer").Should().Be("sgd");
        (await place.SweepAsync()).Output.Should().Contain("6 of them done before", "finished trials are not repeated");
        place.Work.Journal.Trials.Should().HaveCount(6).And.OnlyContain(trial => trial.Attempts.Count == 1);
    }

    private static string? Parameter(JsonElement run, string address) => run.GetProperty("parameters").GetProperty(address).GetString();

    [Fact]
    public async Task Mlflow_shows_one_run_above_the_trials()
    {
        using var place = new SweepPlace(Small);
        await place.SweepAsync();

        var runs = place.Work.MlflowRuns;
        var above = runs.Should().ContainSingle(run => !run.Tags.ContainsKey("mlflow.parentRunId")).Subject;
        runs.Should().HaveCount(7).And.OnlyContain(run => run.Status == 3);
        runs.Where(run => run != above).Should().OnlyContain(run => run.Tags["mlflow.parentRunId"] == above.Id.Trim('\''));
    }

    [Fact]
    public async Task The_run_above_the_trials_tells_what_came_out_also_of_a_larger_sweep()
    {
        using var place = new SweepPlace("notes: Which rate?\nsweep: {per_device: 2, search: {type: random, trials: 2}, space: {optimizer.lr: log_uniform(0.01, 0.1)}}");
        foreach (var trials in (int[])[2, 3])
        {
            await place.SweepAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sweep.search.trials={trials}"));

            var (above, best) = (Above(place), place.Work.Journal.Sweep!.Ended!.Best!);
            above.Tags["mlflow.note.content"].Should().Be(File.ReadAllText(place.Run.SweepSummaryFile))
                .And.StartWith($"Which rate?\n\n{trials} trials, {trials} complete\n").And.Contain($"| 1 | {best.Trial.Split('-')[0]} |");
            above.Tags["experiment.best"].Should().Be($"{best.Trial}: {best.Values}");
            above.Metrics.Should().ContainSingle().Which.Should().Match<KeyValuePair<string, List<(long, double, long)>>>(metric => metric.Key == "best/" + best.Metric);
            above.Metrics.Values.Single().Should().ContainSingle().Which.Should().Be((place.Work.Journal.Sweep.Ended.Time.ToUnixTimeMilliseconds(), best.Objective, trials));
            File.ReadAllText(Path.Combine(above.Folder, "artifacts", "results.csv")).Should().Be(place.Results);
            File.ReadAllText(Path.Combine(above.Folder, "artifacts", "best.yaml")).Should().Be(File.ReadAllText(place.Run.SweepBestFile));
        }
    }

    [Fact]
    public async Task Fewer_trials_are_the_first_of_those_that_are_there_and_more_bring_the_others_back()
    {
        using var place = new SweepPlace("sweep: {per_device: 2, pruner: {type: asha, min: 40it}, space: {optimizer.lr: log_uniform(0.01, 0.1)}}");
        foreach (var trials in (int[])[4, 2, 4])
        {
            var (exitCode, output) = await place.SweepAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sweep.search={{type: random, trials: {trials}}}"));
            exitCode.Should().Be(0, output);
            output.Contains("The sweep has fewer trials than before: the first ones count as they are", StringComparison.Ordinal).Should().Be(trials == 2, output);
            place.Rows.Should().HaveCount(trials);
            place.Rows.Select(row => (row["trial"], row["optimizer.lr"])).Should().Equal(
                place.Work.Journal.Trials.Take(trials).Select(trial => (trial.Trial, trial.Sweep!.Values.Split('=')[1])));
        }

        place.Work.Journal.Trials.Should().HaveCount(4);
    }

    [Fact]
    public async Task What_a_killed_runner_left_running_is_ended_by_the_next_command()
    {
        using var place = new SweepPlace(Small);
        using var sweep = place.Start("train.duration=1000000it");
        await ExperimentProcess.UntilAsync(() => Directory.Exists(place.Work.Runs.MlrunsFolder) && place.Work.MlflowRuns.Count == 3, "both trials and the run above them");
        ExperimentProcess.Kill(sweep.Pid);
        await sweep.ExitAsync();
        await ExperimentProcess.UntilAsync(() => ExperimentProcess.Using(place.Work.Path).Count == 0, "the workers to leave");
        place.Work.MlflowRuns.Should().OnlyContain(run => run.Status == 1);

        (await place.Work.RunAsync("runs")).ExitCode.Should().Be(0);
        place.Work.MlflowRuns.Should().OnlyContain(run => run.Status == 5);
    }

    [Fact]
    public async Task A_trial_in_a_kept_worker_is_bitwise_one_in_a_fresh_worker()
    {
        using var kept = new SweepPlace(Small.Replace("per_device: 2", "per_device: 1", StringComparison.Ordinal));
        await kept.SweepAsync();
        foreach (var (values, weights) in kept.Weights())
        {
            using var fresh = new Workplace();
            (await fresh.RunAsync(["run", Workplace.Config, .. values.Split(' ')])).ExitCode.Should().Be(0);
            Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(fresh.Weights())).Should().Be(weights, values);
        }
    }

    [Fact]
    public async Task A_second_runner_says_so_and_leaves_and_a_stopped_sweep_goes_on()
    {
        using var place = new SweepPlace(Small);
        string[] longer = ["train.duration=1000000it"];
        using var first = place.Start(longer);
        await first.SaysAsync("trial 0002");

        var (exitCode, output) = await place.SweepAsync(longer);
        exitCode.Should().Be(2);
        output.Should().MatchRegex("the sweep 'small' is being run by process [0-9]+ on .*; wait for it, or stop it with 'experiment stop .*'");

        (await place.Work.RunAsync("slots", "small", "1")).Output.Should().Contain("asked the sweep small for 1 slot");
        await first.SaysAsync("slots: 1 from now on, 2 before");
        (await place.Work.RunAsync("stop", "small")).ExitCode.Should().Be(0);
        (await first.ExitAsync()).Should().Be(130);
        first.Output.Should().Contain("the same command continues it");
        place.Work.Journal.Trials.Should().OnlyContain(trial => trial.LastAttempt!.Ended != null, "everything has saved a checkpoint and left");
        ExperimentProcess.Using(place.Work.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task The_run_above_the_trials_is_killed_with_a_stopped_sweep_and_finished_with_a_finished_one()
    {
        using var place = new SweepPlace("sweep: {per_device: 1, space: {optimizer.lr: grid(0.01, 0.05)}}");
        using var sweep = place.Start(Workplace.TakesSeconds);
        await ExperimentProcess.UntilAsync(() => Directory.Exists(place.Work.Runs.MlrunsFolder) && place.Work.MlflowRuns.Count == 2, "the first trial to begin");
        sweep.Signal(ExperimentProcess.Interrupt);
        (await sweep.ExitAsync()).Should().Be(130, sweep.Output);
        Above(place).Status.Should().Be(5);

        (await place.SweepAsync(Workplace.TakesSeconds)).ExitCode.Should().Be(0);
        Above(place).Status.Should().Be(3);
        (await place.SweepAsync(Workplace.TakesSeconds)).ExitCode.Should().Be(0);
        Above(place).Status.Should().Be(3);
    }

    private static StrictFileStore.Run Above(SweepPlace place) => place.Work.MlflowRuns.Single(run => !run.Tags.ContainsKey("mlflow.parentRunId"));

    [Fact]
    public async Task A_trial_that_is_stopped_alone_is_cancelled_and_the_others_go_on()
    {
        using var place = new SweepPlace("""
            sweep:
              per_device: 1
              space:
                train.duration: grid(1000000it, 40it)
            """);
        using var sweep = place.Start();
        await sweep.SaysAsync("trial 0001");
        await ExperimentProcess.UntilAsync(() => File.Exists(place.Work.Trial().Attempt(1).EventsFile), "the first trial to train");

        (await place.Work.RunAsync("stop", place.Work.Trial().Path)).ExitCode.Should().Be(0);
        (await sweep.ExitAsync()).Should().Be(0);
        place.Results.Should().MatchRegex("0001-[0-9a-f]{8},cancelled,[^,]*,1000000it").And.MatchRegex("0002-[0-9a-f]{8},complete,[^,]*,40it");
    }

    [Fact]
    public async Task What_cannot_be_trained_is_an_error_before_anything_runs()
    {
        using var place = new SweepPlace("""
            sweep:
              space:
                model.widths: grid([32], [2000000000])
            """);

        var (exitCode, output) = await place.SweepAsync();

        exitCode.Should().Be(2, output);
        output.Should().Contain("CFG070").And.Contain("model.widths=[2000000000]");
        place.Work.Journal.Trials.Should().BeEmpty();
    }

    [Fact]
    public async Task A_trial_that_takes_too_long_ends_with_a_checkpoint_and_a_higher_limit_goes_on()
    {
        using var place = new SweepPlace("""
            sweep:
              per_device: 1
              space:
                train.duration: grid(1000000it, 40it)
            """);

        (await place.SweepAsync("sweep.time_limit=2s")).ExitCode.Should().Be(1);
        place.Results.Should().MatchRegex("0001-[0-9a-f]{8},failed,[^,]*,1000000it").And.MatchRegex("0002-[0-9a-f]{8},complete,[^,]*,40it");
        var first = place.Work.Journal.Trials[0].Attempts.Should().ContainSingle().Subject.Ended!;
        first.Outcome.Should().Be(TrainingOutcome.TimedOut);
        first.Reason.Should().Contain("sweep.time_limit, 2.0 s");

        (await place.SweepAsync("sweep.time_limit=2s")).ExitCode.Should().Be(1);
        place.Work.Journal.Trials[0].Attempts.Should().ContainSingle("no time is left");
        (await place.SweepAsync("sweep.time_limit=4s")).ExitCode.Should().Be(1);
        place.Work.Journal.Trials[0].Attempts.Should().HaveCount(2);
        place.Work.Journal.Trials[0].LastAttempt!.Started.ResumesFrom!.Step.Should().BeGreaterThanOrEqualTo(first.Step!.Value);
    }

    [Theory]
    [InlineData("", 1, "failed")]
    [InlineData("callbacks=[nan_guard]", 1, "failed")]
    [InlineData("sweep.pruner={type: patience, wait: 80it}", 1, "failed")]
    [InlineData("sweep.on_not_finite=prune", 0, "pruned")]
    [InlineData("sweep.on_not_finite=ignore", 0, "complete")]
    public async Task What_a_diverged_trial_counts_as_is_the_users_choice_whatever_prunes(string policy, int exitCode, string status)
    {
        using var place = new SweepPlace("""
            sweep:
              per_device: 1
              space:
                optimizer.lr: grid(1e30, 0.05)
            """);

        (await place.SweepAsync(policy.Length == 0 ? [] : [policy])).ExitCode.Should().Be(exitCode);
        place.Results.Should().MatchRegex($"0001-[0-9a-f]{{8}},{status},[^,]*,1e30").And.MatchRegex("0002-[0-9a-f]{8},complete,[^,]*,0.05");
    }

    [Fact]
    public async Task A_failure_that_ends_the_sweep_is_no_interruption()
    {
        using var place = new SweepPlace("sweep: {per_device: 1, fail_fast: true, space: {optimizer.lr: \"grid(1e30, 0.05, 0.1)\"}}");

        var (exitCode, output) = await place.SweepAsync();

        exitCode.Should().Be(1, output);
        output.Should().Contain("has failed: train/loss is ");
        place.Work.Journal.Trials.Should().ContainSingle("the others do not begin");
    }

    [Fact]
    public async Task Where_memory_does_not_suffice_batches_are_halved_until_it_does()
    {
        Assert.SkipUnless(LongTests.AreWanted, "it takes gigabytes and a minute; EXPERIMENT_LONG_TESTS=1 runs it");
        using var place = new SweepPlace("""
            sweep:
              per_device: 1
              on_out_of_memory: halve_batch
              space: {train.seed: grid(1)}
            """);

        using var sweep = ExperimentProcess.StartWithin(
            3_200_000_000, place.Work.Path, "sweep", Workplace.Config, "model.widths=[200000]", "train.batch_size=1024", "train.duration=1it", "train.evaluate_every=1it", "split.test=none");

        (await sweep.ExitAsync()).Should().Be(0, sweep.Output);
        sweep.Output.Should().Contain("memory did not suffice for one step: batches will be halved until they fit");
        var trial = place.Work.Journal.Trials.Should().ContainSingle().Subject;
        trial.Attempts[0].Ended!.Outcome.Should().Be(TrainingOutcome.OutOfMemory);
        trial.LastAttempt!.Ended!.Outcome.Should().Be(TrainingOutcome.Complete);
        File.ReadAllText(place.Run.Trial(trial.Trial).ConfigFile).Should().MatchRegex("batch_size: 1024").And.MatchRegex("accumulate: [1-9]?[2468]");
    }

    [Fact]
    public async Task A_worker_keeps_no_memory_of_hundreds_of_trials()
    {
        using var place = new SweepPlace($"""
            sweep:
              per_device: 1
              space:
                train.seed: grid({string.Join(", ", Enumerable.Range(0, 500))})
            """);
        using var sweep = place.Start("train.duration=2it", "split.test=none", "train.evaluate_every=2it");
        await sweep.SaysAsync("trial 0100");
        var worker = sweep.Worker()!.Value;
        var early = Memory(worker);
        await sweep.SaysAsync("trial 0490");
        sweep.Worker().Should().Be(worker, "one worker trains them all");
        Memory(worker).Should().BeLessThan(early + (early / 10));
        (await sweep.ExitAsync()).Should().Be(0);
    }

    /// <summary>Resident memory in kB.</summary>
    private static long Memory(int pid) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
