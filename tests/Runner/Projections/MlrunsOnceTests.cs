using ExperimentRunner.Projections;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.Runner.Projections;

public sealed class MlrunsOnceTests : IDisposable
{
    private readonly MadeRuns made = new();

    public void Dispose() => made.Dispose();

    [Fact]
    public async Task Deleted_files_are_made_again_for_finished_runs()
    {
        made.Add(1, steps: 5, scalars: 2);
        made.Add(2, steps: 7, scalars: 1);

        var result = await SyncAsync("--to", "mlruns");

        result.Should().Match<CommandLine.Result>(done => done.ExitCode == 0 && done.Error.Length == 0);
        result.Out.Should().Be("made/0001-aaaaaaaa: the MLflow files in mlruns/ are there\nmade/0002-aaaaaaaa: the MLflow files in mlruns/ are there\n");
        var runs = new StrictFileStore(made.Runs.MlrunsFolder).Runs().OrderBy(run => run.Id).ToArray();
        runs.Should().HaveCount(2);
        runs[0].Metrics["train/m0"].Should().HaveCount(5);
        runs[1].Metrics["train/m0"].Should().HaveCount(7);
        File.ReadAllText(Path.Combine(runs[0].Folder, "meta.yaml")).Should().Contain("status: 3");
    }

    [Fact]
    public async Task One_run_may_be_meant_and_a_second_time_nothing_changes()
    {
        made.Add(1, steps: 5, scalars: 2);
        made.Add(2, steps: 7, scalars: 1);
        await SyncAsync("made/0002", "--to", made.Runs.MlrunsFolder);
        new StrictFileStore(made.Runs.MlrunsFolder).Runs().Should().ContainSingle();

        var before = Content();
        await SyncAsync("made/0002", "--to", "mlruns");
        Content().Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_run_that_is_being_run_is_left_to_its_runner()
    {
        made.Add(1, steps: 5, scalars: 1);
        using var held = made.Runs.Experiment(MadeRuns.Name).Trial("0001-aaaaaaaa").Lease.Take(TimeSpan.Zero);

        var result = await SyncAsync("--to", "mlruns");

        result.ExitCode.Should().Be(1);
        result.Error.Should().StartWith("error: made/0001-aaaaaaaa is left out: made/0001-aaaaaaaa is being run by process ");
    }

    [Fact]
    public void A_forged_cursor_is_told_with_its_file()
    {
        made.Add(1, steps: 1, scalars: 1);
        var file = MlflowCursor.FileOf(made.Runs.Experiment(MadeRuns.Name).Trial("0001-aaaaaaaa"), new Uri("http://127.0.0.1:1"));
        foreach (var cursor in new[] { new LedgerPosition(1, -5), new LedgerPosition(-1, 0) })
        {
            file.Write(new MlflowCursor { Server = "x", Events = cursor });
            file.Invoking(known => known.Read()).Should().Throw<InvalidDataException>().WithMessage("*/mlflow/*.json is damaged: *delete it, and the run is sent again as a new one");
        }
    }

    private Task<CommandLine.Result> SyncAsync(params string[] arguments) => CommandLine.RunAsync(["sync", .. arguments, "--runs", made.Runs.Path]);

    private Dictionary<string, string> Content() => Directory.EnumerateFiles(made.Runs.MlrunsFolder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
}
