using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.Tests.Runner.Ledger;

/// <summary>Nothing that a file in <c>runs/</c> says makes a command write, or delete, anywhere else, or stops it for other runs.</summary>
public sealed class ForgedFilesTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private readonly MadeRuns made = new();
    private readonly TemporaryFolder elsewhere = new();

    public ForgedFilesTests()
    {
        made.Add(1, steps: 3, scalars: 1);
        File.WriteAllText(Path.Combine(elsewhere.Path, "config.yaml"), "precious");
    }

    public static TheoryData<string> Names => [
        "RELATIVE", "ABSOLUTE", "..", ".", "../..", "../../made", "a/b", "", "x\\u0000y", "x\\ny", new string('n', 300)];

    public void Dispose()
    {
        made.Dispose();
        elsewhere.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_that_is_no_plain_one_leads_nowhere(string name)
    {
        var forged = name switch
        {
            "ABSOLUTE" => elsewhere.Path,
            "RELATIVE" => Path.GetRelativePath(Path.Combine(made.Runs.Experiment("evil").Path, "trials"), elsewhere.Path),
            _ => name,
        };
        Journal("evil", Created(forged), Created("0002-bbbbbbbb"), $$"""{"entry":"trial_deleted","time":"2026-01-01T00:00:00Z","trial":"{{forged}}"}""");
        await AssertIsLeftOutAsync("0002");
    }

    [Theory]
    [InlineData("../../elsewhere")]
    [InlineData("meta.yaml")]
    [InlineData("0123456789abcdef0123456789abcde' AND x = 'y")]
    [InlineData("")]
    public async Task An_id_of_a_run_is_32_digits(string id)
    {
        Journal("evil", Created("0002-bbbbbbbb").Replace(Id, id, StringComparison.Ordinal));
        await AssertIsLeftOutAsync("0002");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("""{"entry":"trial_created"}""")]
    [InlineData("""{"entry":"nothing_known","time":"2026-01-01T00:00:00Z"}""")]
    [InlineData("""{"entry":"trial_created","time":"2026-01-01T00:00:00Z","trial":null,"identity":"a","run_id":"0123456789abcdef0123456789abcdef","threads":1}""")]
    [InlineData("""{"entry":"trial_created","time":"soon","trial":"a","identity":"a","run_id":"0123456789abcdef0123456789abcdef","threads":1}""")]
    [InlineData("""{"entry":"attempt_started","time":"2026-01-01T00:00:00Z","trial":"0002-bbbbbbbb","attempt":1,"resumes_from":{"attempt":1,"step":1,"events":1},"runner":{"pid":1,"host":"a"}}""")]
    [InlineData("""{"entry":"attempt_started","time":"2026-01-01T00:00:00Z","trial":"0002-bbbbbbbb","attempt":1,"runner":null}""")]
    [InlineData("""{"entry":"attempt_started","time":"2026-01-01T00:00:00Z","trial":"0002-bbbbbbbb","attempt":99999999999,"runner":{"pid":1,"host":"a"}}""")]
    public async Task One_bad_line_in_one_journal_does_not_stop_the_others(string line)
    {
        Journal("evil", Created("0002-bbbbbbbb"), line);
        await AssertIsLeftOutAsync("0002");
    }

    [Fact]
    public async Task A_journal_that_is_no_file_is_left_out_too()
    {
        Directory.CreateDirectory(made.Runs.Experiment("evil").Path);
        File.CreateSymbolicLink(made.Runs.Experiment("evil").JournalFile, "/dev/zero");
        await AssertIsLeftOutAsync("evil");
    }

    [Theory]
    [InlineData("trials/0001-aaaaaaaa")]
    [InlineData("trials")]
    [InlineData("trials/0001-aaaaaaaa/attempt-2")]
    [InlineData("trials/0001-aaaaaaaa/mlflow")]
    public async Task A_link_that_leads_out_is_not_written_through(string link)
    {
        var path = Path.Combine(made.Runs.Experiment(MadeRuns.Name).Path, link);
        new JournalFile(made.Runs.Experiment(MadeRuns.Name).JournalFile).Update(_ => new TrialCreated(MadeRuns.At(0), "0003-cccccccc", "cccccccc", Id.Replace('0', 'f'), 1));
        if (Directory.Exists(path))
        {
            Copy(path, elsewhere.Path);
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateSymbolicLink(path, elsewhere.Path);
        var before = Content(elsewhere.Path);

        foreach (var command in (string[][])[["sync", "made/0001", "--to", "http://127.0.0.1:1"], ["delete", "--yes", "made/0001"]])
        {
            var result = await CommandLine.RunAsync([.. command, "--runs", made.Runs.Path]);
            if (command[0] == "sync" || link is "trials" or "trials/0001-aaaaaaaa")
            {
                result.ExitCode.Should().NotBe(0);
                result.Error.Should().Contain(path);
            }
        }

        Content(elsewhere.Path).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_row_of_the_index_does_not_say_where_a_run_lies()
    {
        await CommandLine.RunAsync("runs", "--runs", made.Runs.Path);
        Sql($"UPDATE trials SET entry = replace(entry, '{made.Runs.Path}', '{elsewhere.Path}')");
        Sql("UPDATE trials SET entry = replace(entry, '0001-aaaaaaaa', '../../../elsewhere')");
        (await CommandLine.RunAsync("delete", "made", "--yes", "--runs", made.Runs.Path)).ExitCode.Should().BeOneOf(0, 2);
        AssertElsewhere();

        Sql("UPDATE trials SET entry = '{}'");
        var listed = await CommandLine.RunAsync("runs", "--runs", made.Runs.Path);
        (listed.ExitCode, listed.Error).Should().Be((0, ""));
    }

    /// <summary>The runs of the good name are listed; no command finds a run in the other, and each says why.</summary>
    private async Task AssertIsLeftOutAsync(string wanted)
    {
        var listed = await CommandLine.RunAsync("runs", "--runs", made.Runs.Path);
        listed.ExitCode.Should().Be(0, listed.Error);
        listed.Out.Should().Contain("0001-aaaaaaaa");
        listed.Error.Should().Contain("warning: the runs of 'evil' are left out: ").And.Contain(made.Runs.Experiment("evil").JournalFile);
        foreach (var verb in (string[][])[["delete", "--yes"], ["resume"], ["stop"], ["export"], ["logs"], ["sync", "--to", "http://127.0.0.1:1"]])
        {
            var result = await CommandLine.RunAsync([verb[0], wanted, .. verb[1..], "--runs", made.Runs.Path]);
            result.ExitCode.Should().Be(2, result.Out + result.Error);
        }

        AssertElsewhere();
        File.Exists(made.Runs.Experiment(MadeRuns.Name).Trial("0001-aaaaaaaa").ConfigFile).Should().BeTrue();
    }

    private void AssertElsewhere() => Content(elsewhere.Path).Should().ContainSingle().Which.Value.Should().Be("precious");

    private void Journal(string name, params string[] lines)
    {
        Directory.CreateDirectory(made.Runs.Experiment(name).Path);
        File.WriteAllLines(made.Runs.Experiment(name).JournalFile, lines);
    }

    private void Sql(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={made.Runs.IndexFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static string Created(string trial) => $$"""{"entry":"trial_created","time":"2026-01-01T00:00:00Z","trial":"{{trial}}","identity":"bbbbbbbbcccc","run_id":"{{Id}}","threads":1}""";

    private static Dictionary<string, string> Content(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
