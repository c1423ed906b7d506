using System.Collections.Concurrent;
using System.Security.Cryptography;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Runner.Data;

/// <summary>A data folder of its own, a server, and a file to fetch from it.</summary>
internal sealed class FetchedFiles : IFetchObserver, IDisposable
{
    internal const int Length = 300_000;

    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentQueue<string> lines = new();

    internal FetchedFiles()
    {
        Content = ContentOf(1);
        Source = SourceOf("numbers.bin", Content);
        Server.Put("/published/numbers.bin", Content);
    }

    internal DataServer Server { get; } = new();

    internal byte[] Content { get; }

    internal DataSource Source { get; }

    internal DataFolder Data => new(Path.Combine(folder.Path, "cache"));

    internal string Target => Source.PathIn(Data.Path);

    internal string PartFile => Path.Combine(Path.GetDirectoryName(Target)!, ".numbers.bin.part");

    /// <summary>What the observer was told.</summary>
    internal IReadOnlyList<string> Lines => [.. lines];

    /// <summary>The files in the cache, locks left out.</summary>
    internal IReadOnlyList<string> Kept => [.. Directory.EnumerateFiles(Data.Path, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetFileName(file)).Where(name => !name.StartsWith(".lock", StringComparison.Ordinal)).Order()];

    internal static byte[] ContentOf(int seed) => [.. Enumerable.Range(0, Length).Select(index => (byte)(((index * 2654435761L) + (seed * 7919L)) >> 13))];

    internal string Folder(string name) => Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;

    internal DataSource SourceOf(string name, byte[] content) => new(
        "numbers", name, new Uri($"{Server.Address}/published/{name}"), content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    internal async Task FetchAsync(string? mirror = null, TimeSpan? silence = null, DataFolder? data = null)
    {
        var settings = new FetchSettings { Silence = silence ?? TimeSpan.FromSeconds(20), Tries = 3, Pause = TimeSpan.Zero };
        var fetcher = new DataFetcher(data ?? Data, mirror is null ? null : new DataMirror(mirror), settings, this);
        await fetcher.FetchAsync([Source], TestContext.Current.CancellationToken);
    }

    /// <summary>Fetching fails; what is said.</summary>
    internal async Task<string> FailAsync(string? mirror = null, TimeSpan? silence = null, DataFolder? data = null) =>
        (await FluentActions.Awaiting(() => FetchAsync(mirror, silence, data)).Should().ThrowAsync<FetchException>()).Which.Message;

    internal void LeavePart(byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PartFile)!);
        File.WriteAllBytes(PartFile, content);
    }

    internal void ShouldBeFetched()
    {
        Kept.Should().Equal("numbers.bin");
        File.ReadAllBytes(Target).AsSpan().SequenceEqual(Content).Should().BeTrue();
    }

    public void Inform(string line) => lines.Enqueue(line);

    public void Progress(DataSource source, long bytes) => bytes.Should().BeInRange(1, source.Bytes);

    public void Fetched(DataSource source) => lines.Enqueue($"fetched {source.Name}");

    public void Dispose()
    {
        Server.Dispose();
        folder.Dispose();
    }
}
