namespace MLflow.Client;

/// <summary>Files of runs and models, which the server keeps or passes on.</summary>
public sealed class MlflowArtifacts
{
    private const string Proxy = "api/2.0/mlflow-artifacts/artifacts/";
    private const string Scheme = "mlflow-artifacts";

    private readonly MlflowConnection connection;

    internal MlflowArtifacts(MlflowConnection connection) => this.connection = connection;

    /// <summary>Uploads a file; one of the same path is replaced.</summary>
    /// <param name="artifactUri">Where the run or model keeps its files, as the server says.</param>
    /// <param name="path">The path there.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="MlflowException">The server does not take files over HTTP.</exception>
    public Task UploadAsync(string artifactUri, string path, string file, CancellationToken cancellation) =>
        connection.PutFileAsync(Proxy + Escaped($"{PlaceOf(artifactUri)}/{path}"), file, cancellation);

    /// <summary>The files and folders of a run in one folder.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder, or null for the top one.</param>
    /// <param name="cancellation">Cancels.</param>
    public IAsyncEnumerable<ArtifactFile> ListAsync(string run, string? folder, CancellationToken cancellation = default) => Pages.ReadAsync(
        async page =>
        {
            var found = await connection.GetAsync("artifacts/list", WireJson.Default.FoundArtifacts, cancellation, ("run_id", run), ("path", folder), ("page_token", page)).ConfigureAwait(false);
            return (found.Files, found.NextPageToken);
        },
        cancellation);

    /// <summary>A file of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">The path there.</param>
    /// <param name="bytes">Its size, as <see cref="ListAsync"/> tells it: an answer that is larger is refused.</param>
    /// <param name="cancellation">Cancels.</param>
    public Task<byte[]> DownloadAsync(string run, string path, long bytes, CancellationToken cancellation) =>
        connection.GetBytesAsync("get-artifact", bytes, cancellation, ("run_uuid", run), ("path", path));

    /// <summary>The place behind the server's proxy: <c>mlflow-artifacts:/1/ab/artifacts</c> is <c>1/ab/artifacts</c>.</summary>
    private static string PlaceOf(string artifactUri)
    {
        if (!Uri.TryCreate(artifactUri, UriKind.Absolute, out var uri) || uri.Scheme != Scheme)
        {
            throw new MlflowException($"this server keeps artifacts at {artifactUri}, where only programs with access to that place can write: start it with --serve-artifacts");
        }

        var place = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        if (place.Split('/').Any(part => part is "." or ".."))
        {
            throw new MlflowException($"the server names {artifactUri} as the place of artifacts, which leads elsewhere: it is out of order");
        }

        return place.StartsWith(Proxy, StringComparison.Ordinal) ? place[Proxy.Length..] : place;
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
