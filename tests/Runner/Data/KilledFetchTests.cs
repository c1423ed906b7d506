using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Data;

public sealed class KilledFetchTests
{
    private const string Variable = "KILLED_FETCH";
    private const int Half = FetchedFiles.Length / 2;

    [Fact]
    public async Task A_fetch_whose_process_is_killed_goes_on_where_it_was()
    {
        using var files = new FetchedFiles();
        files.Server.Next(new DataServer.Reply { StallsAfter = Half });
        using var process = OwnProcess.Start(
            typeof(KilledFetchTests), nameof(Fetch), Variable, $"{files.Data.Path}\n{files.Source.Url}\n{files.Source.Sha256}");
        SpinWait.SpinUntil(() => File.Exists(files.PartFile) && new FileInfo(files.PartFile).Length == Half, TimeSpan.FromSeconds(60)).Should().BeTrue();
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        files.Kept.Should().Equal(".numbers.bin.part");

        await files.FetchAsync();

        files.ShouldBeFetched();
        files.Server.Requests.Should().Equal("/published/numbers.bin", $"/published/numbers.bin from {Half}");
    }

    [Fact(Explicit = true)]
    public async Task Fetch()
    {
        var order = Environment.GetEnvironmentVariable(Variable)!.Split('\n');
        using var observer = new FetchedFiles();
        var source = new DataSource("numbers", "numbers.bin", new Uri(order[1]), FetchedFiles.Length, order[2]);
        await new DataFetcher(new DataFolder(order[0]), mirror: null, new FetchSettings(), observer).FetchAsync([source], TestContext.Current.CancellationToken);
    }
}
