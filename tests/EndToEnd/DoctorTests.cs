using System.Text.Json;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_finds_what_is_there_and_makes_nothing()
    {
        using var mlflow = new StandInMlflow("""[ "$1" = --version ] && { echo "mlflow, version 2.17.3"; exit; }""");
        using var aside = new TemporaryFolder();
        var traces = new LoaderTraces(aside.Path);
        var (pid, exitCode, findings) = await LookAsync(new(mlflow.Environment.Concat(traces.Environment)));

        exitCode.Should().Be(0);
        findings["libtorch"].Should().StartWith("ok: 2.10.").And.Contain("beside the program: ");
        findings["MLflow"].Should().Be($"ok: mlflow, version 2.17.3: {mlflow.Program}");
        findings["runs"].Should().StartWith($"ok: {Path.Combine(folder.Path, "runs")}, made when it is needed; ");
        findings["data"].Should().StartWith($"ok: {Path.Combine(folder.Path, "data")}, made when it is needed; ").And.EndWith("; fetched: nothing yet");
        findings.Keys.Should().Contain(".NET", "threads", "memory", "GPU");
        findings["numerics"].Should().StartWith("ok: ").And.EndWith(" layers are right on cpu, compared with float64");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();
        traces.Of(pid).Should().Contain("libcoreclr.so").And.NotContain("torch", "only a worker loads libtorch");
        traces.BesideThatOf(pid).Should().Contain(trace => trace.Contains("libtorch_cpu.so"));
    }

    [Fact]
    public async Task What_would_fail_a_run_is_wrong_and_has_a_way_out()
    {
        File.WriteAllText(Path.Combine(folder.Path, "runs"), "");
        var (_, exitCode, findings) = await LookAsync(new()
        {
            ["EXPERIMENT_LIBTORCH"] = "/no/such/folder",
            ["PATH"] = folder.Path,
            ["MLFLOW_TRACKING_URI"] = "http://127.0.0.1:9",
        });

        exitCode.Should().Be(1);
        findings["libtorch"].Should().Be("wrong: EXPERIMENT_LIBTORCH names the folder '/no/such/folder', which does not exist → unset EXPERIMENT_LIBTORCH to use the libtorch beside the program, or see docs/gpu.md for one that fits");
        findings["runs"].Should().Be($"wrong: {Path.Combine(folder.Path, "runs")} is a file, and a folder is needed at {Path.Combine(folder.Path, "runs")} → name another folder with --runs");
        findings["MLflow"].Should().StartWith("note: not found; runs do not need it, 'experiment ui' does → install it with");
        findings["MLflow server"].Should().StartWith("note: the MLflow server http://127.0.0.1:9/ does not answer").And.Contain("'experiment sync' brings them there later");
    }

    private async Task<(int Pid, int ExitCode, Dictionary<string, string> Findings)> LookAsync(Dictionary<string, string> environment)
    {
        environment["EXPERIMENT_DATA"] = Path.Combine(folder.Path, "data");
        using var process = ExperimentProcess.Start(folder.Path, environment, "doctor", "--json");
        var exitCode = await process.ExitAsync();
        using var json = JsonDocument.Parse(process.Output);
        return (process.Pid, exitCode, json.RootElement.EnumerateArray().ToDictionary(finding => Text(finding, "name")!, Say));
    }

    private static string Say(JsonElement finding) =>
        $"{Text(finding, "state")}: {Text(finding, "found")}{(Text(finding, "advice") is { } advice ? $" → {advice}" : "")}";

    private static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();
}
