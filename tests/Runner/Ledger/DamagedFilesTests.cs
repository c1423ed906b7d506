using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.Runner.Ledger;

/// <summary>Files of a run that yield nothing any more are told, once and in one line; everything else is shown and sent all the same.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private readonly MadeRuns made = new();

    public DamagedFilesTests()
    {
        made.Add(1, steps: 3, scalars: 1);
        made.Add(2, steps: 3, scalars: 1);
    }

    public static TheoryData<string> Damages => ["emptied", "zeros", "zeros behind a line", "text"];

    public void Dispose() => made.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damaged_events_are_told_and_the_rest_is_shown_and_sent(string damage)
    {
        var file = made.Runs.Experiment(MadeRuns.Name).Trial("0001-aaaaaaaa").Attempt(1).EventsFile;
        Damage(file, damage);

        var logs = await RunAsync("logs", "0001-aaaaaaaa");
        (logs.ExitCode, logs.Error.Trim().Split('\n').Length).Should().Be((0, 1), logs.Error);
        logs.Error.Should().Contain($"{file} is damaged");
        logs.Out.Should().Contain("a line with");

        await using var server = await FakeMlflow.StartAsync();
        foreach (var to in (string[])["mlruns", server.Uri.ToString()])
        {
            var sync = await RunAsync("sync", "--to", to);
            (sync.ExitCode, sync.Error.Trim().Split('\n').Length).Should().Be((1, 1), sync.Error);
            sync.Error.Should().Contain($"made/0001-aaaaaaaa is not whole there: {file} is damaged");
            sync.Out.Should().Contain("made/0002-aaaaaaaa: ");
        }
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("zeros")]
    [InlineData("text")]
    public async Task A_journal_without_an_entry_is_told_where_there_are_runs(string damage)
    {
        using var others = new MadeRuns();
        others.Add(3, steps: 1, scalars: 1);
        Directory.Move(others.Runs.Experiment(MadeRuns.Name).Path, made.Runs.Experiment("sound").Path);
        var journal = made.Runs.Experiment(MadeRuns.Name).JournalFile;
        Damage(journal, damage);
        foreach (var command in (string[][])[["runs"], ["logs", "sound"], ["sync", "--to", "mlruns"]])
        {
            var result = await RunAsync(command);
            (result.ExitCode, result.Error.Trim().Split('\n').Length).Should().Be((0, 1), result.Error);
            result.Error.Should().Contain("the runs of 'made' are left out: ").And.Contain(journal).And.Contain("damaged");
            (result.Out.Contains("0003-aaaaaaaa", StringComparison.Ordinal) || command[0] == "logs").Should().BeTrue();
        }
    }

    private Task<CommandLine.Result> RunAsync(params string[] arguments) => CommandLine.RunAsync([.. arguments, "--runs", made.Runs.Path]);

    private static void Damage(string file, string damage) => File.WriteAllBytes(file, damage switch
    {
        "emptied" => [],
        "zeros" => new byte[1 << 20],
        "text" => "hello\n"u8.ToArray(),
        _ => [.. File.ReadAllBytes(file)[..(Array.IndexOf(File.ReadAllBytes(file), (byte)'\n') + 1)], .. new byte[1 << 20]],
    });
}
