using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Commands;

namespace ExperimentRunner.Tests.Runner.Projections;

public sealed class SyncTests : IDisposable
{
    private readonly MadeRuns made = new();

    public static TheoryData<string, string> Faulty
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var call in (string[])["experiments/get-by-name", "experiments/create", "runs/search", "runs/create", "runs/update", "runs/log-batch", "runs/log-inputs", "mlflow-artifacts"])
            {
                foreach (var fault in Faults.Keys)
                {
                    cases.Add(call, fault);
                }
            }

            return cases;
        }
    }

    private static Dictionary<string, Fault> Faults => new()
    {
        ["reset"] = FaultKinds.Reset,
        ["reset in body"] = FaultKinds.ResetInBody,
        ["lost answer"] = FaultKinds.LostAnswer,
        ["truncated answer"] = FaultKinds.TruncatedAnswer,
        ["half batch"] = FaultKinds.HalfBatch,
        ["500"] = FaultKinds.Status(500),
        ["503"] = FaultKinds.Status(503),
    };

    public void Dispose() => made.Dispose();

    [Fact]
    public async Task A_run_is_shown_whole()
    {
        await using var server = await FakeMlflow.StartAsync();
        var runId = made.Add(1, steps: 20, scalars: 3);

        var result = await SyncAsync(server);

        result.ExitCode.Should().Be(0, result.Error);
        MadeRuns.AssertWhole(server, runId, 20, 3);
        var run = server.Stored.Runs.Single();
        run.Name.Should().Be("made 0001");
        run.ExperimentName.Should().Be(MadeRuns.Name);
        (run.StartTime, run.EndTime).Should().Be((MadeRuns.At(0).ToUnixTimeMilliseconds(), MadeRuns.At(20).ToUnixTimeMilliseconds()));
        run.Params.Should().Contain("optimizer.lr", "0.1").And.Contain("train.seed", "1").And.NotContainKey("notes");
        run.Tags.Should().Contain("team", "blue").And.Contain("mlflow.user", "me");
        run.Tags["mlflow.note.content"].Should().StartWith("what **this** is for").And.Contain("| train/m0 | 1 |").And.Contain("```yaml");
        run.Artifacts.Keys.Where(path => !path.StartsWith("images/", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "config.yaml", "environment.json", "attempt-1/worker.log", "test/confusion_matrix.csv", "test/confusion_matrix.png", "learning_curves.png");
        run.Artifacts.Keys.Should().Contain(path => path.StartsWith("images/test_confusion_matrix+step+20+", StringComparison.Ordinal));
        run.Tags.Should().Contain("mlflow.loggedImages", "true");
        server.Stored.Experiments.Single(experiment => experiment.Name == MadeRuns.Name).Tags.Should()
            .Contain("mlflow.experiment.primaryMetric.name", "val/loss").And.Contain("mlflow.experiment.primaryMetric.greaterIsBetter", "False");
        run.Datasets.Should().ContainSingle();
        result.Out.Should().Contain($"{server.Uri}#/experiments/").And.Contain(run.RunId);
    }

    [Fact]
    public async Task A_server_that_gives_the_same_page_for_ever_ends_nothing_but_this_run()
    {
        await using var server = await FakeMlflow.StartAsync();
        made.Add(1, steps: 2, scalars: 1);
        server.Faults.Always("runs/search", (context, _) => Answer.WriteAsync(context.Response, new { next_page_token = "same" }));

        var result = await SyncAsync(server);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("made/0001-aaaaaaaa is not whole there: ").And.Contain("the same pages of a list again and again");
    }

    [Fact]
    public async Task What_is_there_is_not_sent_again()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { IsFileStore = true });
        var runId = made.Add(1, steps: 20, scalars: 3);
        await SyncAsync(server);
        var before = server.Requests.Count;

        (await SyncAsync(server)).ExitCode.Should().Be(0);

        server.Requests.Should().HaveCount(before);
        MadeRuns.AssertWhole(server, runId, 20, 3);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Whatever_goes_wrong_once_everything_arrives_once(string call, string fault)
    {
        foreach (var isFileStore in (bool[])[false, true])
        {
            await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { IsFileStore = isFileStore });
            var runId = made.Add(isFileStore ? 2 : 1, steps: 30, scalars: 2);
            server.Faults.First(call, Faults[fault]);

            for (var tries = 0; tries < 5 && (await SyncAsync(server, FormattableString.Invariant($"{runId}"))).ExitCode != 0; tries++)
            {
            }

            MadeRuns.AssertWhole(server, runId, 30, 2);
        }
    }

    [Fact]
    public async Task A_server_without_files_or_models_gets_the_rest_and_the_user_is_told()
    {
        await using var server = await FakeMlflow.StartAsync(new FakeMlflowOptions { ServesArtifacts = false, HasLoggedModels = false });
        var runId = made.Add(1, steps: 5, scalars: 1);

        var result = await SyncAsync(server);

        result.ExitCode.Should().Be(1);
        result.Error.Should().Contain("made/0001-aaaaaaaa: not all files were taken").And.Contain("--serve-artifacts");
        MadeRuns.AssertWhole(server, runId, 5, 1);
    }

    [Fact]
    public async Task Another_server_gets_everything_too()
    {
        await using var one = await FakeMlflow.StartAsync();
        await using var other = await FakeMlflow.StartAsync();
        var runId = made.Add(1, steps: 5, scalars: 1);
        await SyncAsync(one);
        await SyncAsync(other);
        MadeRuns.AssertWhole(one, runId, 5, 1);
        MadeRuns.AssertWhole(other, runId, 5, 1);
    }

    [Fact]
    public async Task Without_a_server_it_says_what_to_give()
    {
        made.Add(1, steps: 5, scalars: 1);
        var result = await CommandLine.RunAsync("sync", "--runs", made.Runs.Path);
        result.ExitCode.Should().Be(2);
        result.Error.Should().Be("error: there is no server to bring runs to: name one with --to http://HOST:PORT or in MLFLOW_TRACKING_URI; --to mlruns makes the files in mlruns/ again\n");
    }

    private Task<CommandLine.Result> SyncAsync(FakeMlflow server, params string[] run) =>
        CommandLine.RunAsync(["sync", .. run, "--to", server.Uri.ToString(), "--runs", made.Runs.Path]);
}
