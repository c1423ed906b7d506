using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary><c>experiment ui</c> with a stand-in for MLflow's program, and the fake server where that would listen.</summary>
public sealed class UiTests : IDisposable
{
    private const int HangUp = 1;

    private readonly MadeRuns made = new();

    private string Folder => made.Runs.UiFolder;

    public void Dispose() => made.Dispose();

    [Fact]
    public async Task It_shows_all_runs_and_those_that_come_and_leaves_nothing_behind()
    {
        using var mlflow = new StandInMlflow();
        var first = made.Add(1, steps: 20, scalars: 2);
        using (var ui = Start(mlflow, ("MLFLOW_TRACKING_URI", "http://elsewhere.invalid"), ("MLFLOW_BACKEND_STORE_URI", "sqlite:///elsewhere.db"), ("http_proxy", "http://127.0.0.1:9")))
        {
            var started = await mlflow.StartedAsync();
            started.Folder.Should().Be(Folder);
            started.Arguments.Should().StartWith("server --backend-store-uri sqlite:///mlflow.db --host 127.0.0.1 --port ").And.Contain("--artifacts-destination artifacts");
            mlflow.Variables.Should().Equal("MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false");
            await using var server = await started.AnswerAsync();

            await ui.SaysAsync("The one run is there");
            ui.Output.Should().Contain($"MLflow {FakeMlflow.Version} shows the runs of {made.Runs.Path} at\n  http://127.0.0.1:{started.Port}/\n");
            MadeRuns.AssertWhole(server, first, 20, 2);
            var second = made.Add(2, steps: 5, scalars: 1);
            await ExperimentProcess.UntilAsync(() => server.Stored.Runs.Any(run => run.Tags["experiment.run"] == second && run.Status == "FINISHED"), "the new run");

            using var other = Start(mlflow);
            (await other.ExitAsync()).Should().Be(0, other.Output);
            other.Output.Should().Be($"MLflow already shows the runs of {made.Runs.Path} at\n  http://127.0.0.1:{started.Port}/\n");

            ui.Signal(ExperimentProcess.Interrupt);
            (await ui.ExitAsync()).Should().Be(0, ui.Output);
            await started.GoneAsync();
        }

        (await BroughtAsync(mlflow)).Should().Be(0, "the database has them");
        Directory.Delete(Folder, recursive: true);
        (await BroughtAsync(mlflow)).Should().Be(2, "it is a new database");
        File.ReadAllText(Path.Combine(Folder, ".gitignore")).Should().Be("*\n");
    }

    [Theory]
    [InlineData(ExperimentProcess.Interrupt)]
    [InlineData(ExperimentProcess.Terminate)]
    [InlineData(HangUp)]
    public async Task A_signal_ends_it_also_while_the_server_takes_its_time_to_start(int signal)
    {
        using var mlflow = new StandInMlflow();
        using var ui = Start(mlflow);
        var started = await mlflow.StartedAsync();

        ui.Signal(signal);

        (await ui.ExitAsync()).Should().Be(0, ui.Output);
        await started.GoneAsync();
    }

    [Fact]
    public async Task When_it_is_killed_the_server_goes_too()
    {
        using var mlflow = new StandInMlflow();
        using var ui = Start(mlflow);
        var started = await mlflow.StartedAsync();
        await using var server = await started.AnswerAsync();
        await ui.SaysAsync("There are no runs in");

        ui.Signal(ExperimentProcess.KillAtOnce);

        await started.GoneAsync();
    }

    [Theory]
    [InlineData("Error: no such option: $refused")] // Click 7
    [InlineData("Error: No such option: $refused")] // Click 8
    [InlineData("Error: No such option '$refused'.")] // later ones
    public async Task A_version_that_does_not_know_an_option_is_started_without(string message)
    {
        using var mlflow = new StandInMlflow($$"""
            for refused in --serve-artifacts --artifacts-destination --workers; do
              case " $* " in *" $refused "*) echo "Usage: mlflow server [OPTIONS]"; echo "{{message}}"; exit 2;; esac
            done
            """);
        using var ui = Start(mlflow);

        var started = await mlflow.StartedAsync();

        started.Arguments.Should().Be($"server --backend-store-uri sqlite:///mlflow.db --host 127.0.0.1 --port {started.Port}");
        await EndAsync(ui, started);
    }

    [Fact]
    public async Task A_port_that_was_taken_meanwhile_is_left_for_another()
    {
        using var mlflow = new StandInMlflow("""
            if mkdir "$0.once"; then echo "$*" > "$0.first"; echo "[Errno 98] Address already in use"; exit 1; fi
            """);
        using var ui = Start(mlflow);

        var started = await mlflow.StartedAsync();

        File.ReadAllText(mlflow.Program + ".first").Should().NotContain($"--port {started.Port} ");
        await EndAsync(ui, started);
    }

    [Fact]
    public async Task A_port_that_was_asked_for_and_is_taken_is_an_error()
    {
        using var mlflow = new StandInMlflow();
        await using var there = await FakeMlflow.StartAsync();
        using var ui = ExperimentProcess.Start(made.Path, mlflow.Environment, "ui", "--port", $"{there.Uri.Port}");
        (await ui.ExitAsync()).Should().Be(1);
        ui.Output.Should().Be($"error: port {there.Uri.Port} is taken by another program: name another with --port, or leave it out and a free one is found\n");
    }

    [Theory]
    [InlineData("ModuleNotFoundError: No module named 'flask'", "all that it said is in ")]
    [InlineData("Detected out-of-date database schema (found version 1, but expected 2).", "the database was made by another version of MLflow: delete the folder ")]
    [InlineData("Can't locate revision identified by '1'", "the database was made by another version of MLflow: delete the folder ")]
    public async Task A_server_that_does_not_start_says_why(string lastWords, string advice)
    {
        using var mlflow = new StandInMlflow($"echo Traceback; echo \"{lastWords}\"; exit 3");
        using var ui = Start(mlflow);
        (await ui.ExitAsync()).Should().Be(1);
        ui.Output.Should().Contain($"error: MLflow's server ended with exit code 3 and said '{lastWords}'; {advice}{Folder}");
    }

    [Fact]
    public async Task A_server_that_dies_ends_it()
    {
        using var mlflow = new StandInMlflow();
        made.Add(1, steps: 5, scalars: 1);
        using var ui = Start(mlflow);
        var started = await mlflow.StartedAsync();
        await using var server = await started.AnswerAsync();
        await ui.SaysAsync("is there");

        ExperimentProcess.Kill(started.Pid);

        (await ui.ExitAsync()).Should().Be(1);
        ui.Output.Should().Contain("error: MLflow's server ended with exit code 137; all that it said is in ");
        await started.GoneAsync();
    }

    [Fact]
    public async Task Without_mlflow_it_says_how_to_get_it()
    {
        using var ui = ExperimentProcess.Start(made.Path, new Dictionary<string, string> { ["PATH"] = made.Path }, "ui");
        (await ui.ExitAsync()).Should().Be(1);
        ui.Output.Should().Be("error: MLflow was not found on the PATH: install it with 'pip install mlflow' or 'pipx install mlflow', or install uv, whose 'uvx mlflow' is then used\n");
        Directory.Exists(Folder).Should().BeFalse();
    }

    private ExperimentProcess Start(StandInMlflow mlflow, params (string Name, string Value)[] variables)
    {
        var environment = mlflow.Environment;
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return ExperimentProcess.Start(made.Path, environment, "ui");
    }

    /// <summary>How many runs an empty server is given.</summary>
    private async Task<int> BroughtAsync(StandInMlflow mlflow)
    {
        using var ui = Start(mlflow);
        var started = await mlflow.StartedAsync();
        await using var server = await started.AnswerAsync();
        await ui.SaysAsync("All 2 runs are there");
        await EndAsync(ui, started);
        return server.Stored.Runs.Count;
    }

    private static async Task EndAsync(ExperimentProcess ui, StandInMlflow.Started started)
    {
        ui.Signal(ExperimentProcess.Interrupt);
        (await ui.ExitAsync()).Should().Be(0, ui.Output);
        await started.GoneAsync();
    }
}
