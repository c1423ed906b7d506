using ExperimentRunner.Tests.Components;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow.Protocol;

public sealed class ArtifactTests(ProtocolServer server) : IClassFixture<ProtocolServer>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("config.yaml")]
    [InlineData("a/b/größer 実験.txt")]
    [InlineData("images/val+step+3+timestamp+5+g1.png")]
    [InlineData("100% & more?=;@.txt")]
    public async Task A_file_comes_back_as_it_was(string path)
    {
        var run = await server.NewRunAsync();
        byte[] content = [0, 255, 10, 13, 0, 7];

        await UploadAsync(run, path, content);

        (await server.Client.Artifacts.DownloadAsync(run.Info.RunId, path, content.Length, Cancellation)).Should().Equal(content);
    }

    [Fact]
    public async Task A_second_upload_replaces_the_first()
    {
        var run = await server.NewRunAsync();

        await UploadAsync(run, "a.txt", [1, 2, 3]);
        await UploadAsync(run, "a.txt", [4]);

        (await server.Client.Artifacts.DownloadAsync(run.Info.RunId, "a.txt", 1, Cancellation)).Should().Equal(4);
    }

    [Fact]
    public async Task Empty_and_large_files_arrive()
    {
        var run = await server.NewRunAsync();
        byte[] large = [.. Enumerable.Range(0, 3_000_000).Select(index => (byte)(index * 7))];

        await UploadAsync(run, "empty", []);
        await UploadAsync(run, "large", large);

        (await server.Client.Artifacts.DownloadAsync(run.Info.RunId, "empty", 0, Cancellation)).Should().BeEmpty();
        (await server.Client.Artifacts.DownloadAsync(run.Info.RunId, "large", large.Length, Cancellation)).SequenceEqual(large).Should().BeTrue();
    }

    [Fact]
    public async Task Files_and_folders_are_listed()
    {
        var run = await server.NewRunAsync();
        foreach (var path in new[] { "b.txt", "a/1.txt", "a/c/2.txt" })
        {
            await UploadAsync(run, path, [1, 2]);
        }

        (await ListAsync(run, null)).Should().BeEquivalentTo([new ArtifactFile("a", true), new ArtifactFile("b.txt", false, 2)]);
        (await ListAsync(run, "a")).Should().BeEquivalentTo([new ArtifactFile("a/1.txt", false, 2), new ArtifactFile("a/c", true)]);
        (await ListAsync(await server.NewRunAsync(), null)).Should().BeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private Task UploadAsync(Run run, string path, byte[] content)
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllBytes(file, content);
        return server.Client.Artifacts.UploadAsync(run.Info.ArtifactUri!, path, file, Cancellation);
    }

    private async Task<IReadOnlyList<ArtifactFile>> ListAsync(Run run, string? inside) => await server.Client.Artifacts.ListAsync(run.Info.RunId, inside, Cancellation).ToArrayAsync(Cancellation);
}
