using System.Text.Json;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Components.Datasets;
using ExperimentRunner.Tests.Runner.Data;

namespace ExperimentRunner.Tests.EndToEnd;

public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Cache => Path.Combine(folder.Path, "cache");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_fetches_its_data_first()
    {
        var mirror = DataFiles.Mirror();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "small.yaml"), """
            dataset: fashion_mnist
            split: {validation: 0.1}
            model: {type: mlp, widths: [32]}
            optimizer: {type: sgd, lr: 0.1}
            loss: cross_entropy
            metrics: [accuracy]
            train: {duration: 30it, batch_size: 64, threads: 1, device: cpu}
            """, TestContext.Current.CancellationToken);

        var first = await RunAsync(mirror, "run", "small.yaml");
        first.Output.Should().Contain("fetched fashion-mnist/train-images-idx3-ubyte.gz  26.4 MB").And.Contain("test/accuracy").And.Contain("finished after");
        first.ExitCode.Should().Be(0);
        (await RunAsync("/nowhere", "run", "small.yaml", "train.seed=2")).Output.Should().NotContain("fetched").And.Contain("finished after");
    }

    [Fact]
    public async Task A_run_whose_data_cannot_be_fetched_fails_before_it_makes_a_trial()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "small.yaml"), """
            dataset: mnist
            model: mlp
            optimizer: {type: sgd, lr: 0.1}
            loss: cross_entropy
            train: {duration: 30it}
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "cache"), "a file, not a folder", TestContext.Current.CancellationToken);

        var (exitCode, output) = await RunAsync("/nowhere", "run", "small.yaml");

        output.Should().StartWith($"error: cannot keep mnist in {Cache}: ").And.NotContain("   at ");
        exitCode.Should().Be(1);
        Directory.Exists(Path.Combine(folder.Path, "runs")).Should().BeFalse();
    }

    [Fact]
    public async Task Data_are_listed_fetched_verified_and_mended()
    {
        var mirror = DataFiles.Mirror();
        (await FetchedAsync(mirror)).Should().Be((0, 4));

        (await RunAsync(mirror, "data", "fetch", "mnist")).Output.Should().EndWith($"mnist is complete in {Cache}/mnist\n");
        (await FetchedAsync(mirror)).Should().Be((4, 4));
        (await RunAsync(mirror, "data", "list")).Output.Should().MatchRegex(@"mnist +11\.6 MB +4 of 4 files");
        (await RunAsync(mirror, "data", "verify")).Should().Be((0, string.Concat(new Mnist().Sources.Select(source => $"{source.Name} is right\n"))));

        var damaged = new Mnist().Sources[1].PathIn(Cache);
        var bytes = await File.ReadAllBytesAsync(damaged, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(damaged, bytes, TestContext.Current.CancellationToken);
        var verified = await RunAsync(mirror, "data", "verify", "mnist");
        verified.ExitCode.Should().Be(1);
        verified.Output.Should().Contain("train-labels-idx1-ubyte.gz is damaged: it has SHA-256 ").And.Contain("'experiment data fetch mnist' fetches it");

        (await RunAsync(mirror, "data", "fetch", "mnist")).Output.Should().Contain("fetched mnist/train-labels-idx1-ubyte.gz").And.NotContain("images");
        (await RunAsync(mirror, "data", "verify", "mnist")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_data_set_that_is_not_there_fails_to_verify_and_one_that_is_unknown_is_refused()
    {
        (await RunAsync("/nowhere", "data", "verify")).Should().Be((0, ""));
        var verified = await RunAsync("/nowhere", "data", "verify", "cifar10");
        verified.Should().Be((1, "cifar-10/cifar-10-binary.tar.gz is not there; 'experiment data fetch cifar10' fetches it\n"));
        var fetched = await RunAsync("/nowhere", "data", "fetch", "digits");
        fetched.ExitCode.Should().Be(2);
        fetched.Output.Should().StartWith("error: there is no data set 'digits' that can be fetched; there are: cifar10, fashion_mnist, mnist");
    }

    [Fact]
    public async Task Two_processes_fetch_once()
    {
        var mirror = DataFiles.Mirror();
        using var server = new DataServer();
        foreach (var source in new Mnist().Sources)
        {
            server.Put("/" + source.Name, await File.ReadAllBytesAsync(source.PathIn(mirror), TestContext.Current.CancellationToken));
        }

        var gate = new TaskCompletionSource();
        server.Next(new DataServer.Reply { WaitsFor = gate.Task });
        using var first = Start(server.Address, "data", "fetch", "mnist");
        await ExperimentProcess.UntilAsync(() => server.Requests.Count == 1, "a request");
        using var second = Start(server.Address, "data", "fetch", "mnist");
        await second.SaysAsync($"process {first.Pid} on ");
        gate.SetResult();

        (await first.ExitAsync()).Should().Be(0, first.Output);
        (await second.ExitAsync()).Should().Be(0, second.Output);
        second.Output.Should().Contain("is fetching mnist; waiting for it").And.NotContain("fetched");
        server.Requests.Should().Equal(new Mnist().Sources.Select(source => "/" + source.Name));
    }

    private ExperimentProcess Start(string mirror, params string[] arguments) => ExperimentProcess.Start(
        folder.Path, new Dictionary<string, string> { ["EXPERIMENT_DATA"] = Cache, ["EXPERIMENT_DATA_MIRROR"] = mirror }, arguments);

    private async Task<(int ExitCode, string Output)> RunAsync(string mirror, params string[] arguments)
    {
        using var process = Start(mirror, arguments);
        return (await process.ExitAsync(), process.Output);
    }

    private async Task<(int Fetched, int Files)> FetchedAsync(string mirror)
    {
        var (exitCode, output) = await RunAsync(mirror, "data", "list", "--json");
        exitCode.Should().Be(0, output);
        using var json = JsonDocument.Parse(output);
        var row = json.RootElement.EnumerateArray().Single(row => row.GetProperty("name").GetString() == "mnist");
        return (row.GetProperty("fetched").GetInt32(), row.GetProperty("files").GetInt32());
    }
}
