using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class RunTests
{
    private const string LongRun = "train.duration=1000000it";

    [Fact]
    public async Task A_run_trains_and_leaves_everything_in_its_place()
    {
        using var place = new Workplace();

        var (exitCode, output) = await place.RunAsync("run", Workplace.Config);

        output.Should().Contain("test/accuracy").And.Contain("finished after").And.Contain("look at it: experiment ui\n");
        exitCode.Should().Be(0);
        var trial = place.Trial();
        File.Exists(trial.EnvironmentFile).Should().BeTrue();
        File.ReadAllText(trial.ConfigFile).Should().Contain("name: small");
        var run = place.MlflowRuns.Should().ContainSingle().Subject;
        run.Status.Should().Be(3);
        run.Metrics["train/loss"].Select(point => point.Step).Should().Equal(Enumerable.Range(1, 80).Select(step => step * 3L));
        run.Metrics["test/accuracy"].Should().ContainSingle();
        run.Metrics.Keys.Should().NotContain(name => name.Contains("samples"));
        run.Params.Should().Contain("optimizer.lr", "0.05");
        var model = place.MlflowModels.Should().ContainSingle().Subject;
        model.Run.Should().Be(run.Id.Trim('\''));
        Directory.Exists(Path.Combine(run.Folder, "outputs", model.Id)).Should().BeTrue("the run names it");
        File.ReadAllBytes(Path.Combine(model.Folder, "artifacts", "model.safetensors")).Should().Equal(place.BestWeights());
        File.ReadAllText(Path.Combine(model.Folder, "artifacts", "MLmodel")).Should().Contain("signature:");
        File.ReadAllText(Path.Combine(model.Folder, "metrics", "test", "accuracy")).Should().StartWith(File.ReadAllText(Path.Combine(run.Folder, "metrics", "test", "accuracy")).TrimEnd());
        File.ReadAllText(Path.Combine(model.Folder, "tags", "mlflow.note.content")).Should().StartWith("finished after");
        ExperimentProcess.Using(place.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task A_finished_run_is_repeated_as_a_new_trial_of_the_same_identity()
    {
        using var place = new Workplace();
        (await place.RunAsync("run", Workplace.Config)).ExitCode.Should().Be(0);

        (await place.RunAsync("run", place.Trial().ConfigFile)).ExitCode.Should().Be(0);

        place.Journal.Trials.Should().HaveCount(2);
        place.Journal.Trials.Select(trial => trial.Created.Identity).Distinct().Should().ContainSingle();
        place.MlflowRuns.Should().HaveCount(2);
        place.MlflowRuns[0].Metrics["test/loss"][0].Value.Should().Be(place.MlflowRuns[1].Metrics["test/loss"][0].Value);
    }

    [Fact]
    public async Task Ctrl_C_saves_a_checkpoint_and_the_same_command_goes_on()
    {
        using var place = new Workplace();
        using (var process = place.Start("run", Workplace.Config, LongRun))
        {
            await process.SaysAsync("val/accuracy");
            process.Signal(ExperimentProcess.Interrupt);
            (await process.ExitAsync()).Should().Be(130);
            process.Output.Should().Contain("saving a checkpoint").And.Contain("interrupted; the same command continues");
        }

        place.MlflowRuns.Should().ContainSingle().Which.Status.Should().Be(5);
        var saved = place.Journal.Trials[0].LastAttempt!.Ended!.Step;

        using var again = place.Start("run", Workplace.Config, LongRun);
        await again.SaysAsync("continues from step");
        await again.SaysAsync("val/accuracy");
        place.Journal.Trials.Should().ContainSingle().Which.LastAttempt!.Started.ResumesFrom!.Step.Should().BeGreaterThanOrEqualTo(saved!.Value);
        place.MlflowRuns.Should().ContainSingle().Which.Status.Should().Be(1);
        again.Signal(ExperimentProcess.Terminate);
        (await again.ExitAsync()).Should().Be(130);
    }

    [Fact]
    public async Task A_run_is_stopped_and_resumed_from_another_process()
    {
        using var place = new Workplace();
        using var process = place.Start("run", Workplace.Config, LongRun);
        await process.SaysAsync("training on cpu");

        (await place.RunAsync("stop", "small")).ExitCode.Should().Be(0);
        (await process.ExitAsync()).Should().Be(130);
        (await place.RunAsync("stop", "small")).ExitCode.Should().Be(2);

        using var resumed = place.Start("resume", "small");
        await resumed.SaysAsync("continues from step");
        await resumed.SaysAsync("training on cpu");
        resumed.Signal(ExperimentProcess.Interrupt);
        resumed.Signal(ExperimentProcess.Interrupt);
        (await resumed.ExitAsync()).Should().Be(130);
        resumed.Output.Should().Contain("saving a checkpoint").And.NotContain("ending at once", "timeout and terminals send one wish twice");
    }

    [Fact]
    public async Task A_second_runner_of_a_trial_is_told_who_has_it_and_another_identity_runs_beside_it()
    {
        using var place = new Workplace();
        using var process = place.Start("run", Workplace.Config, LongRun);
        await process.SaysAsync("training on cpu");

        var second = await place.RunAsync("run", Workplace.Config, LongRun);
        second.ExitCode.Should().Be(2);
        second.Output.Should().Contain($"is being run by process {process.Pid} on ");

        (await place.RunAsync("run", Workplace.Config, "train.seed=4", "train.duration=10it")).ExitCode.Should().Be(0);
        (await place.RunAsync("runs")).Output.Should().Contain("running").And.Contain("finished");
        process.Signal(ExperimentProcess.Interrupt);
        await process.ExitAsync();
    }

    [Fact]
    public async Task A_worker_that_dies_fails_the_run_and_the_same_command_goes_on()
    {
        using var place = new Workplace();
        using var process = place.Start("run", Workplace.Config, LongRun);
        await process.SaysAsync("val/accuracy");
        ExperimentProcess.Kill(process.Worker()!.Value);

        (await process.ExitAsync()).Should().Be(1);

        place.Journal.Trials[0].Attempts[0].Ended!.ExitCode.Should().Be(137);
        place.Journal.Trials[0].Attempts[0].Ended!.Outcome.Should().Be(TrainingOutcome.OutOfMemory);
        place.MlflowRuns.Should().ContainSingle().Which.Status.Should().Be(4);
        using var again = place.Start("run", Workplace.Config, LongRun);
        await again.SaysAsync("continues from step");
        again.Signal(ExperimentProcess.Interrupt);
        (await again.ExitAsync()).Should().Be(130);
    }

    [Fact]
    public async Task A_worker_that_dies_before_a_checkpoint_fails_the_run_with_what_to_do()
    {
        using var place = new Workplace();
        using var process = place.Start("run", Workplace.Config, LongRun, "train.checkpoint.every=1h", "train.evaluate_every=1000000it");
        await process.SaysAsync("training on cpu");
        ExperimentProcess.Kill(process.Worker()!.Value);

        (await process.ExitAsync()).Should().Be(1);

        process.Output.Should().Contain("exit code 137: it was killed, most often because memory ran out: try a smaller train.batch_size");
        place.MlflowRuns.Should().ContainSingle().Which.Status.Should().Be(4);
    }

    [Fact]
    public async Task A_limit_leaves_a_run_unfinished_and_changes_no_result()
    {
        using var place = new Workplace();
        var (exitCode, output) = await place.RunAsync("run", Workplace.Config, "--limit", "50it");
        output.Should().Contain("step 50/240").And.Contain("limit of 50it reached").And.Contain("left unfinished; the same command without --limit continues it");
        exitCode.Should().Be(0);
        place.Journal.Trials.Should().ContainSingle().Which.LastAttempt!.Ended.Should().Match<AttemptEnded>(ended => ended.Step == 50 && ended.Metrics.ContainsKey("val/accuracy"));
        (await place.RunAsync("run", Workplace.Config, "--limit", "50it")).ExitCode.Should().Be(0);
        (await place.RunAsync("run", Workplace.Config)).Output.Should().Contain("continues from step 50");

        using var undisturbed = new Workplace();
        (await undisturbed.RunAsync("run", Workplace.Config)).ExitCode.Should().Be(0);
        place.Weights().Should().Equal(undisturbed.Weights());
        place.MlflowRuns[0].Metrics["val/accuracy"].Select(point => (point.Step, point.Value))
            .Should().Equal(undisturbed.MlflowRuns[0].Metrics["val/accuracy"].Select(point => (point.Step, point.Value)));
        place.Journal.Trials[0].Created.Identity.Should().Be(undisturbed.Journal.Trials[0].Created.Identity);
    }

    [Fact]
    public async Task Damaged_checkpoints_and_lost_events_are_told_and_an_older_checkpoint_serves()
    {
        using var place = new Workplace();
        (await place.RunAsync("run", Workplace.Config, "--limit", "40it")).ExitCode.Should().Be(0);
        (await place.RunAsync("run", Workplace.Config, "--limit", "80it")).ExitCode.Should().Be(0);
        var events = new FileInfo(place.Trial().Attempt(2).EventsFile);
        using (var file = events.OpenWrite())
        {
            file.SetLength(events.Length / 2);
        }

        var lost = await place.RunAsync("run", Workplace.Config, "--limit", "60it");
        lost.Output.Should().Contain($"step-80 of attempt 2 cannot be used: {events.FullName} lacks its last ").And.Contain("training continues from step 40 of attempt 1 instead");

        foreach (var manifest in Directory.EnumerateFiles(place.Trial().Path, "manifest.json", SearchOption.AllDirectories))
        {
            File.Delete(manifest);
        }

        var damaged = await place.RunAsync("run", Workplace.Config);
        damaged.Output.Should().Contain("manifest.json is missing").And.Contain("no other checkpoint is left, so training starts again");
        damaged.ExitCode.Should().Be(0);
        place.MlflowRuns[0].Metrics["train/loss"].Select(point => point.Step).Should().Equal(Enumerable.Range(1, 80).Select(step => step * 3L));
    }

    [Fact]
    public async Task The_place_of_an_attempt_that_the_journal_has_lost_is_left_alone()
    {
        using var place = new Workplace();
        (await place.RunAsync("run", Workplace.Config, "train.duration=20it")).ExitCode.Should().Be(0);
        var journal = place.Runs.Experiment("small").JournalFile;
        File.WriteAllText(journal, File.ReadLines(journal).First() + "\n" + """{"entry":"attempt_sta""");

        (await place.RunAsync("run", Workplace.Config, "train.duration=20it")).ExitCode.Should().Be(0);

        place.Journal.Trials.Should().ContainSingle().Which.LastAttempt!.Number.Should().Be(2);
    }

    [Fact]
    public async Task Logs_show_how_a_run_went_and_a_repetition_is_told()
    {
        using var place = new Workplace("sweep: none");
        (await place.RunAsync("run", Workplace.Config, "train.duration=80it")).Output.Should().NotContain("sweep");
        var lines = (await place.RunAsync("logs", "small")).Output.Split('\n');
        lines.Should().ContainSingle(line => line.Contains("step 40/80  train/loss ") && line.Contains("train/lr 0.05") && line.Contains("val/accuracy"));
        lines.Should().Contain("ended at step 80: complete");

        (await place.RunAsync("run", Workplace.Config, "train.duration=80it")).Output.Should().MatchRegex("0001-[0-9a-f]{8} is finished; 0002-[0-9a-f]{8} repeats it");
        place.MlflowRuns.Select(run => run.Tags["mlflow.runName"]).Should().BeEquivalentTo(["small 0001", "small 0002"]);
        place.MlflowRuns[0].Params.Keys.Should().NotContain(["name", "notes", "tags", "expect", "sweep"]);
    }

    [Fact]
    public async Task A_run_that_ends_without_finite_numbers_and_an_ignored_server_are_told()
    {
        using var place = new Workplace();
        using var process = ExperimentProcess.Start(
            place.Path, new Dictionary<string, string> { ["MLFLOW_TRACKING_URI"] = "sqlite:///mlflow.db" }, "run", Workplace.Config, "train.duration=9it", "optimizer.lr=1e30");
        (await process.ExitAsync()).Should().Be(0);
        process.Output.Should().Contain("warning: MLFLOW_TRACKING_URI names no server (http:// or https://), so it is ignored and runs stand in ").And.Contain("warning: no finite number at the end: train/loss");
    }

    [Fact]
    public async Task A_device_that_is_not_there_is_invalid()
    {
        using var place = new Workplace();
        var (exitCode, output) = await place.RunAsync("run", Workplace.Config, "train.device=cuda:99");
        output.Should().Contain("cannot be trained as it is configured");
        exitCode.Should().Be(2);
    }

    [Fact]
    public async Task Secrets_reach_no_file()
    {
        const string Secret = "s3cr3t-t0k3n-value";
        using var place = new Workplace($"notes: see https://me:{Secret}@host/page");
        var environment = new Dictionary<string, string> { ["MLFLOW_TRACKING_TOKEN"] = Secret, ["OTHER_API_KEY"] = Secret + "2" };
        using var process = ExperimentProcess.Start(place.Path, environment, "run", Workplace.Config, "--limit", "10it", $"tags.leak={Secret}2");
        (await process.ExitAsync()).Should().Be(0, process.Output);

        Directory.EnumerateFiles(place.Path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != Workplace.Config && File.ReadAllText(file).Contains(Secret))
            .Should().BeEmpty();
    }

    [Fact]
    public async Task A_runs_folder_that_cannot_be_written_is_one_clear_error()
    {
        using var place = new Workplace();
        File.WriteAllText(Path.Combine(place.Path, "runs"), "a file, not a folder");
        var (exitCode, output) = await place.RunAsync("run", Workplace.Config);
        exitCode.Should().NotBe(0);
        output.Should().Contain("error: ").And.Contain("runs").And.NotContain("   at ");
    }

    [Fact]
    public async Task Static_verbs_load_neither_host_nor_libtorch()
    {
        using var place = new Workplace();
        var trace = Path.Combine(place.Path, "check.nettrace");
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_EnableEventPipe"] = "1",
            ["DOTNET_EventPipeOutputPath"] = trace,
            ["DOTNET_EventPipeConfig"] = "Microsoft-Windows-DotNETRuntime:0x8:4", // assemblies as they are loaded
        };
        using var process = ExperimentProcess.Start(place.Path, environment, "check", Workplace.Config);
        (await process.ExitAsync()).Should().Be(0, process.Output);

        var loaded = System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(trace)) + System.Text.Encoding.Unicode.GetString(File.ReadAllBytes(trace)[1..]);
        loaded.Should().Contain("ExperimentRunner.Registry");
        foreach (var name in (string[])["Microsoft.Extensions.Hosting", "Microsoft.Data.Sqlite", "OpenTelemetry"])
        {
            loaded.Should().NotContain(name);
        }
    }
}
