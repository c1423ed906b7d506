using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Datasets;
using ExperimentRunner.Tests.Documentation;
using ExperimentRunner.Tests.EndToEnd;

namespace ExperimentRunner.Tests.Architecture;

/// <summary>Only a worker loads libtorch; of <c>doctor</c> its own test says so.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> StaticCommands =>
    [
        "check configs/quickstart.yaml",
        "check configs/cifar10-images.yaml",
        "show configs/quickstart.yaml",
        "explain configs/quickstart.yaml optimizer.lr",
        "list",
        "describe sgd",
        "describe --all",
        "schema",
        "runs",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(StaticCommands))]
    public async Task A_command_that_trains_nothing_loads_no_libtorch(string command)
    {
        using var process = Start(["EXPERIMENT_LIBTORCH", "/no/such/folder"], [.. command.Split(' '), .. command == "runs" ? RunsFolder : []]);
        (await process.ExitAsync()).Should().Be(0, process.Output);
        Traces.Of(process.Pid).Should().Contain("libcoreclr.so").And.NotContain("torch", "{0} is static", command).And.NotContain("Skia", "{0} is static", command);
    }

    [Fact]
    public async Task A_runner_loads_no_libtorch_and_its_worker_does()
    {
        using var process = Start([], ["run", "configs/quickstart.yaml", "--limit", "1it", .. RunsFolder]);
        (await process.ExitAsync()).Should().Be(0, process.Output);
        Traces.Of(process.Pid).Should().Contain("libcoreclr.so").And.NotContain("torch");
        Traces.BesideThatOf(process.Pid).Should().Contain(trace => trace.Contains("libtorch_cpu.so"));
    }

    [Fact]
    public async Task A_worker_decodes_images_and_a_runner_draws_without_libtorch()
    {
        var images = SampleFiles.Images(folder.Path).Path;
        using var process = Start(
            ["EXPERIMENT_DATA", Path.Combine(folder.Path, "data")],
            ["run", "configs/cifar10-images.yaml", $"dataset.path={images}", "model={type: convnet, widths: [2]}", "--limit", "1it", .. RunsFolder]);
        (await process.ExitAsync()).Should().Be(0, process.Output);
        Traces.Of(process.Pid).Should().Contain("libcoreclr.so").And.NotContain("torch");
        Traces.BesideThatOf(process.Pid).Should().Contain(trace => trace.Contains("libSkiaSharp.so"));
    }

    private LoaderTraces Traces => new(folder.Path);

    private string[] RunsFolder => ["--runs", Directory.CreateDirectory(Path.Combine(folder.Path, "runs")).FullName];

    private ExperimentProcess Start(string[] variable, string[] arguments)
    {
        var environment = Traces.Environment;
        if (variable is [var name, var value])
        {
            environment[name] = value;
        }

        return ExperimentProcess.Start(Repository.Root, environment, arguments);
    }
}
