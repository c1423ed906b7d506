using System.Diagnostics;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.EndToEnd;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using ExperimentRunner.Tests.Runner.Commands;
using ExperimentRunner.Tests.Runner.Projections;

namespace ExperimentRunner.Tests.Runner.Ledger;

/// <summary>A pipe in the place of any file that this program reads or writes makes no command wait for ever.</summary>
public sealed class PipesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MadeRuns made = new();

    public PipesTests() => made.Add(1, steps: 3, scalars: 1);

    public void Dispose() => made.Dispose();

    [Fact]
    public async Task No_command_waits_for_a_pipe_among_the_files_of_a_run()
    {
        await CommandLine.RunAsync("runs", "--runs", made.Runs.Path);
        await using var server = await FakeMlflow.StartAsync();
        string[][] commands = [
            ["runs"], ["runs", "--json"], ["logs", MadeRuns.Name], ["stop", MadeRuns.Name], ["resume", MadeRuns.Name], ["export", MadeRuns.Name],
            ["sync", "--to", "mlruns"], ["sync", "--to", server.Uri.ToString()], ["delete", MadeRuns.Name, "--yes"]];
        foreach (var command in commands[6..8])
        {
            (await CommandLine.RunAsync([.. command, "--runs", made.Runs.Path])).ExitCode.Should().Be(0);
        }

        using var kept = new TemporaryFolder();
        await CopyAsync(made.Path, kept.Path);
        var files = Directory.EnumerateFiles(made.Path, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/.trash/", StringComparison.Ordinal))
            .Where(file => Path.GetDirectoryName(file) is var folder && (!folder!.EndsWith("/params", StringComparison.Ordinal) && !folder.EndsWith("/tags", StringComparison.Ordinal) || file.EndsWith("seed", StringComparison.Ordinal)))
            .ToArray();
        files.Select(Path.GetFileName).Should().Contain(["journal.jsonl", "journal.jsonl.lock", "events.jsonl", "config.yaml", "environment.json", "worker.log", "index.db", "meta.yaml"]);
        foreach (var file in files)
        {
            Directory.Delete(made.Path, recursive: true);
            await CopyAsync(kept.Path, made.Path);
            File.Delete(file);
            await MakePipeAsync(file);
            foreach (var command in commands)
            {
                var run = () => Task.Run(() => CommandLine.RunAsync([.. command, "--runs", made.Runs.Path])).WaitAsync(Patience);
                await run.Should().NotThrowAsync("{0} ends although {1} is a pipe", string.Join(' ', command), file);
            }
        }
    }

    [Theory]
    [InlineData("run", "journal.jsonl")]
    [InlineData("sweep", "journal.jsonl")]
    [InlineData("sweep", "sweep.lease")]
    public async Task A_run_says_what_is_no_file(string verb, string name)
    {
        await MakePipeAsync(Path.Combine(Directory.CreateDirectory(made.Runs.Experiment("new").Path).FullName, name));
        var config = Path.Combine(made.Path, "new.yaml");
        await File.WriteAllTextAsync(config, "{name: new, dataset: digits, split: {validation: 0.1}, model: mlp, optimizer: {type: sgd, lr: 0.1}, loss: cross_entropy, train: {duration: 1it}, sweep: {search: {type: random, trials: 1}, space: {optimizer.lr: 'log_uniform(0.1, 1)'}}}", TestContext.Current.CancellationToken);
        using var run = ExperimentProcess.Start(made.Path, new Dictionary<string, string>(), verb, config);
        (await run.ExitAsync()).Should().NotBe(0);
        run.Output.Should().Contain($"{name} is a pipe, not a file").And.NotContain("mistake of the program");
    }

    [Theory]
    [InlineData(".mlflow/credentials", "")]
    [InlineData("certificates.pem", "MLFLOW_TRACKING_SERVER_CERT_PATH")]
    public async Task Files_of_the_user_may_be_none_too(string name, string variable)
    {
        var file = Path.Combine(made.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await MakePipeAsync(file);
        var environment = new Dictionary<string, string> { ["HOME"] = made.Path };
        if (variable.Length > 0)
        {
            environment[variable] = file;
        }

        using var sync = ExperimentProcess.Start(made.Path, environment, "sync", "--to", "https://127.0.0.1:1");
        (await sync.ExitAsync()).Should().Be(1);
        sync.Output.Should().Contain(file).And.Contain("is a pipe, not a file");
    }

    private static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from + "/.", Directory.CreateDirectory(to).FullName]);
        await copy.WaitForExitAsync();
    }

    private static async Task MakePipeAsync(string path)
    {
        using var mkfifo = Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync();
    }
}
