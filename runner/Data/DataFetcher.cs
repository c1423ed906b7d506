using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections;

namespace ExperimentRunner.Data;

/// <summary>
/// Fetches the files of data sets: from the mirror if there is one, else from their publisher. Several processes may fetch at
/// once; they take turns, a folder at a time.
/// </summary>
/// <param name="data">Where files are kept.</param>
/// <param name="mirror">Is asked first, or null.</param>
/// <param name="settings">How patient to be.</param>
/// <param name="observer">Told of everything.</param>
public sealed class DataFetcher(DataFolder data, DataMirror? mirror, FetchSettings settings, IFetchObserver observer)
{
    private static readonly TimeSpan LeasePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Fetches what is not there yet. A file that is there with the right size is taken for right: it was checked when it came.
    /// </summary>
    /// <param name="sources">The files.</param>
    /// <param name="stop">Gives up; what has come so far is kept, and a later call goes on from there.</param>
    /// <exception cref="FetchException">A file cannot be had, is not the right one, or cannot be written.</exception>
    public async Task FetchAsync(IReadOnlyList<DataSource> sources, CancellationToken stop)
    {
        foreach (var folder in sources.GroupBy(source => source.Folder).Where(folder => !folder.All(data.Has)))
        {
            await FetchFolderAsync(Path.Combine(data.Path, folder.Key), folder.Key, [.. folder], stop);
        }
    }

    private static HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectTimeout })
        {
            Timeout = Timeout.InfiniteTimeSpan, // a large file takes its time: silence is what counts, and that is watched
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("experiment-runner");
        return client;
    }

    private async Task FetchFolderAsync(string path, string name, DataSource[] sources, CancellationToken stop)
    {
        try
        {
            Directory.CreateDirectory(path);
            using var turn = await TakeTurnAsync(path, name, stop);
            using var client = NewClient();
            foreach (var source in sources.Where(source => !data.Has(source)))
            {
                await FetchFileAsync(source, client, stop);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(
                $"cannot keep {name} in {data.Path}: {failure.Message}; make room there, or let {DataFolder.Variable} name another folder", failure);
        }
    }

    private async Task<IDisposable> TakeTurnAsync(string path, string name, CancellationToken stop)
    {
        var lease = new FileLease(Path.Combine(path, ".lock"));
        for (var isWaiting = false; ; isWaiting = true)
        {
            if (lease.Take(TimeSpan.Zero) is { } taken)
            {
                return taken;
            }

            if (!isWaiting)
            {
                observer.Inform($"{lease.Holder()?.ToString() ?? "another process"} is fetching {name}; waiting for it");
            }

            await Task.Delay(LeasePause, stop);
        }
    }

    private async Task FetchFileAsync(DataSource source, HttpClient client, CancellationToken stop)
    {
        var download = new Download(source, source.PathIn(data.Path), settings, observer);
        var failures = new List<string>();
        foreach (var origin in Origins(source, client))
        {
            try
            {
                await download.FromAsync(origin, stop);
                observer.Fetched(source);
                return;
            }
            catch (OriginException failure)
            {
                failures.Add($"{origin.Name}: {failure.Message}");
                observer.Inform($"{source.Name} cannot be had from {failures[^1]}");
            }
        }

        throw new FetchException(
            $"cannot fetch {source.Name}; tried\n  {string.Join("\n  ", failures)}\n"
            + $"get the file in another way and put it into a folder as {source.Name}; {DataMirror.Variable} names that folder");
    }

    private IEnumerable<IDataOrigin> Origins(DataSource source, HttpClient client) =>
        mirror is null ? [new HttpOrigin(client, source.Url)] : [mirror.Origin(source, client), new HttpOrigin(client, source.Url)];
}

/// <summary>How patient fetching is.</summary>
public sealed record FetchSettings
{
    /// <summary>How long a server may send nothing before the connection is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often in a row one place is asked without a byte of progress before it is given up.</summary>
    public int Tries { get; init; } = 4;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>Watches files being fetched.</summary>
public interface IFetchObserver
{
    /// <summary>Tells something worth knowing.</summary>
    void Inform(string line);

    /// <summary>Tells how far a file is; called for every piece.</summary>
    /// <param name="source">The file.</param>
    /// <param name="bytes">Bytes that are there, of <see cref="DataSource.Bytes"/>.</param>
    void Progress(DataSource source, long bytes);

    /// <summary>Tells that a file is complete, checked and in its place.</summary>
    void Fetched(DataSource source);
}

/// <summary>A file could not be fetched; the message says which, why, and what to do.</summary>
public sealed class FetchException : Exception
{
    /// <summary>Carries the message.</summary>
    public FetchException(string message)
        : base(message)
    {
    }

    /// <summary>Carries the message and its cause.</summary>
    public FetchException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
