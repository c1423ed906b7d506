using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Runs that go to a server while they train, with the real program.</summary>
public sealed class TrackingServerTests
{
    [Fact]
    public async Task A_run_goes_to_the_server_and_nothing_to_mlruns()
    {
        await using var server = await FakeMlflow.StartAsync();
        using var place = new Workplace();
        using var process = Start(place, server);
        (await process.ExitAsync()).Should().Be(0, process.Output);

        AssertWhole(server, place);
        var run = server.Stored.Runs.Single();
        run.Models.Should().ContainSingle().Which.Artifacts.Keys.Should().BeEquivalentTo("model.safetensors", "config.yaml", "MLmodel");
        run.Models[0].Params.Should().BeEquivalentTo(run.Params);
        run.Models[0].Metrics.Should().BeEquivalentTo(run.Metrics.Where(metric => metric.Key.StartsWith("test/", StringComparison.Ordinal)).ToDictionary(metric => metric.Key, metric => metric.Value.Should().ContainSingle().Which.Value))
            .And.ContainKeys("test/loss", "test/accuracy");
        Text(run.Models[0].Artifacts["MLmodel"]).Should().Contain(run.RunId).And.Contain("[-1, 1, 8, 8]").And.Contain("[-1, 10]");
        run.Artifacts.Keys.Should().Contain("train/samples.png").And.Contain("learning_curves.png").And.Contain(path => path.StartsWith("images/train_samples+step+0+", StringComparison.Ordinal));
        server.Stored.Experiments.Single(experiment => experiment.Name == "small").Tags.Should()
            .Contain("mlflow.experiment.primaryMetric.name", "val/accuracy").And.Contain("mlflow.experiment.primaryMetric.greaterIsBetter", "True");
        process.Output.Should().Contain($"{server.Uri}#/experiments/").And.Contain(run.RunId);
        Directory.Exists(place.Runs.MlrunsFolder).Should().BeFalse();
    }

    [Fact]
    public async Task The_environment_names_the_experiment_and_what_it_cannot_say_is_told()
    {
        await using var server = await FakeMlflow.StartAsync();
        using var place = new Workplace();
        var variables = new Dictionary<string, string> { ["MLFLOW_EXPERIMENT_NAME"] = "thesis", ["MLFLOW_RUN_ID"] = "abc" };
        foreach (var uri in (string[])["", server.Uri.ToString()])
        {
            using var process = ExperimentProcess.Start(place.Path, new Dictionary<string, string>(variables) { ["MLFLOW_TRACKING_URI"] = uri }, "run", Workplace.Config, "train.duration=9it");
            (await process.ExitAsync()).Should().Be(0, process.Output);
            process.Output.Should().Contain("warning: MLFLOW_RUN_ID is ignored: every run here is an MLflow run of its own, in the experiment of its name or of MLFLOW_EXPERIMENT_NAME");
        }

        place.MlflowRuns.Should().ContainSingle().Which.Experiment.Should().Be("thesis");
        server.Stored.Runs.Should().ContainSingle().Which.ExperimentName.Should().Be("thesis");
    }

    [Fact]
    public async Task A_sweep_is_a_run_above_its_trials_also_where_it_is_brought_later()
    {
        await using var server = await FakeMlflow.StartAsync();
        await using var later = await FakeMlflow.StartAsync();
        using var place = new Workplace("tags: {mlflow.user: somebody}\nsweep: {per_device: 2, space: {optimizer.lr: grid(0.01, 0.05, 0.1)}}");
        using var sweep = ExperimentProcess.Start(place.Path, new Dictionary<string, string> { ["MLFLOW_TRACKING_URI"] = server.Uri.ToString() }, "sweep", Workplace.Config);
        (await sweep.ExitAsync()).Should().Be(0, sweep.Output);
        (await place.RunAsync("sync", "small", "--to", later.Uri.ToString())).ExitCode.Should().Be(0);

        foreach (var stored in (FakeMlflow[])[server, later])
        {
            var above = stored.Stored.Runs.Should().ContainSingle(run => !run.Tags.ContainsKey("mlflow.parentRunId")).Subject;
            stored.Stored.Runs.Should().HaveCount(4).And.OnlyContain(run => run.Status == "FINISHED");
            stored.Stored.Runs.Where(run => run.RunId != above.RunId).Should().OnlyContain(run => run.Tags["mlflow.parentRunId"] == above.RunId);
            stored.Stored.Runs.Should().OnlyContain(run => run.Tags["mlflow.user"] == "somebody", "the config's tag takes the place of ours");
            stored.Stored.Runs.SelectMany(run => run.Models).Should().HaveCount(3).And.OnlyContain(model => model.Tags["mlflow.user"] == "somebody" && model.Status == "LOGGED_MODEL_READY");
            above.Tags["mlflow.note.content"].Should().Be(File.ReadAllText(place.Runs.Experiment("small").SweepSummaryFile)).And.Contain("3 trials, 3 complete");
            above.Metrics.Should().ContainSingle().Which.Value.Should().ContainSingle().Which.Should().BeEquivalentTo((place.Journal.Sweep!.Ended!.Time.ToUnixTimeMilliseconds(), place.Journal.Sweep.Ended.Best!.Objective, 3));
            above.Artifacts.Keys.Should().BeEquivalentTo("results.csv", "best.yaml");
            above.Artifacts["results.csv"].Should().Equal(File.ReadAllBytes(place.Runs.Experiment("small").SweepResultsFile));
        }
    }

    [Fact]
    public async Task A_stopped_sweep_is_killed_on_the_server_and_finished_when_it_went_on()
    {
        await using var server = await FakeMlflow.StartAsync();
        using var place = new Workplace("sweep: {per_device: 1, space: {optimizer.lr: grid(0.01, 0.05)}}");
        var environment = new Dictionary<string, string> { ["MLFLOW_TRACKING_URI"] = server.Uri.ToString() };
        string[] command = ["sweep", Workplace.Config, .. Workplace.TakesSeconds];
        string Above() => server.Stored.Runs.Single(run => !run.Tags.ContainsKey("mlflow.parentRunId")).Status;

        using (var stopped = ExperimentProcess.Start(place.Path, environment, command))
        {
            await ExperimentProcess.UntilAsync(() => server.Stored.Runs.Count == 2 && server.Stored.Runs.Any(run => run.Metrics.Count > 0), "the first trial to train");
            stopped.Signal(ExperimentProcess.Interrupt);
            (await stopped.ExitAsync()).Should().Be(130, stopped.Output);
        }

        Above().Should().Be("KILLED");
        using var whole = ExperimentProcess.Start(place.Path, environment, command);
        (await whole.ExitAsync()).Should().Be(0, whole.Output);
        Above().Should().Be("FINISHED");
        server.Stored.Runs.Should().HaveCount(3).And.OnlyContain(run => run.Status == "FINISHED");
    }

    [Fact]
    public async Task A_runner_that_is_killed_goes_on_in_the_same_run()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { IsFileStore = true });
        using var place = new Workplace();
        for (var kill = 1; kill <= 5; kill++)
        {
            using var process = Start(place, server, "train.duration=100000it");
            await server.ArrivedAsync("runs/log-batch", (kill * 4) + 1);
            ExperimentProcess.Kill(process.Pid);
            await process.ExitAsync();
        }

        server.Stored.Runs.Should().ContainSingle().Which.Status.Should().Be("RUNNING");
        using var other = Start(place, server, "train.duration=30it"); // another run, whose runner ends what was left
        (await other.ExitAsync()).Should().Be(0, other.Output);
        server.Stored.Runs.Select(run => run.Status).Should().Equal("KILLED", "FINISHED");

        using var limited = Start(place, server, "train.duration=100000it", "--limit", "1it");
        (await limited.ExitAsync()).Should().Be(0, limited.Output);
        AssertWhole(server, place, "KILLED");
    }

    [Fact]
    public async Task A_server_that_is_away_costs_nothing_but_lateness()
    {
        await using var server = await FakeMlflow.StartAsync();
        await server.StopAsync();
        using var place = new Workplace();
        using (var process = Start(place, server))
        {
            (await process.ExitAsync()).Should().Be(0, process.Output);
            process.Output.Should().Contain($"warning: the MLflow server {server.Uri} does not answer").And.Contain("lacks something of 1 run (small/0001-");
        }

        await server.RestartAsync();
        using var next = Start(place, server, "train.seed=4", "train.duration=30it");
        (await next.ExitAsync()).Should().Be(0, next.Output);
        AssertWhole(server, place);
        server.Stored.Runs.Should().HaveCount(2).And.OnlyContain(run => run.Status == "FINISHED");
    }

    [Fact]
    public async Task A_server_that_goes_and_comes_back_has_everything_at_the_end()
    {
        await using var server = await FakeMlflow.StartAsync();
        using var place = new Workplace();
        using var process = Start(place, server, "train.duration=60000it", "train.log_every=10it", "train.evaluate_every=1000it");
        await server.ArrivedAsync("runs/log-batch", 4);
        await server.StopAsync();
        await process.SaysAsync("does not answer");
        await server.RestartAsync();
        (await process.ExitAsync()).Should().Be(0, process.Output);
        process.Output.Should().Contain("answers again");
        AssertWhole(server, place);
    }

    [Fact]
    public async Task Through_faults_and_kills_each_of_many_metrics_arrives_once()
    {
        const int Steps = 1000;
        const int Scalars = 9; // and the epoch
        var runs = LongTests.AreWanted ? 100 : 10;
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { IsFileStore = true });
        using var made = new MadeRuns();
        var ids = Enumerable.Range(1, runs).Select(number => made.Add(number, Steps, Scalars)).ToArray();
        Fault[] faults = [FaultKinds.LostAnswer, FaultKinds.HalfBatch, FaultKinds.Status(500), FaultKinds.Reset, FaultKinds.TruncatedAnswer, FaultKinds.Status(503)];
        for (var index = 0; index < faults.Length; index++)
        {
            var (which, fault) = (index, faults[index]);
            server.Faults.Add(request => request.Path == "runs/log-batch" && request.Count % 71 == which * 11, fault);
        }

        for (var kill = 1; kill <= 5; kill++)
        {
            using var process = Sync(made, server);
            await Task.WhenAny(server.ArrivedAsync("runs/log-batch", kill * 2 * runs), process.ExitAsync());
            ExperimentProcess.Kill(process.Pid);
            await process.ExitAsync();
        }

        for (var tries = 0; tries < 3 * runs; tries++)
        {
            using var process = Sync(made, server);
            if (await process.ExitAsync() == 0)
            {
                break;
            }
        }

        server.Stored.Runs.Should().HaveCount(runs);
        foreach (var id in ids)
        {
            MadeRuns.AssertWhole(server, id, Steps, Scalars);
        }
    }

    private static ExperimentProcess Sync(MadeRuns made, FakeMlflow server) => ExperimentProcess.Start(
        made.Path, new Dictionary<string, string>(), "sync", "--to", server.Uri.ToString());

    private static ExperimentProcess Start(Workplace place, FakeMlflow server, params string[] changes) => ExperimentProcess.Start(
        place.Path, new Dictionary<string, string> { ["MLFLOW_TRACKING_URI"] = server.Uri.ToString() }, ["run", Workplace.Config, .. changes]);

    /// <summary>The first run on the server is what the ledger says of the first trial: each metric once, in order.</summary>
    private static void AssertWhole(FakeMlflow server, Workplace place, string status = "FINISHED")
    {
        var trial = place.Journal.Trials[0];
        var stored = server.Stored.Runs.Should().ContainSingle(run => run.Tags["experiment.run"] == trial.Created.RunId).Subject;
        stored.Status.Should().Be(status);
        var expected = new TrialView(place.Trial(), trial).ReadNew().OfType<ScalarsLogged>()
            .SelectMany(line => line.Values.Select(value => (value.Key, line.Step, value.Value))).ToArray();
        expected.Should().NotBeEmpty();
        foreach (var metric in expected.GroupBy(value => value.Key))
        {
            stored.Metrics[metric.Key].Select(value => value.Step).Should().Equal(metric.Select(value => value.Step), "{0} has each step once", metric.Key);
            stored.Metrics[metric.Key].Select(value => value.Value).Should().Equal(metric.Select(value => value.Value), "{0} has its values", metric.Key);
        }
    }

    private static string Text(byte[] content) => System.Text.Encoding.UTF8.GetString(content);
}
