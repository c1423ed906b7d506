using System.Runtime.CompilerServices;

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
    public async IAsyncEnumerable<ArtifactFile> ListAsync(string run, string? folder, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (string? page = null; ;)
        {
            var found = await connection.GetAsync("artifacts/list", WireJson.Default.FoundArtifacts, cancellation, ("run_id", run), ("path", folder), ("page_token", page)).ConfigureAwait(false);
            foreach (var file in found.Files)
            {
                yield return file;
            }

            page = found.NextPageToken;
            if (string.IsNullOrEmpty(page))
            {
                yield break;
            }
        }
    }

    /// <summary>A file of a run.</summary>
    public Task<byte[]> DownloadAsync(string run, string path, CancellationToken cancellation) =>
        connection.GetBytesAsync("get-artifact", cancellation, ("run_uuid", run), ("path", path));

    /// <summary>The place behind the server's proxy: <c>mlflow-artifacts:/1/ab/artifacts</c> is <c>1/ab/artifacts</c>.</summary>
    private static string PlaceOf(string artifactUri)
    {
        if (!Uri.TryCreate(artifactUri, UriKind.Absolute, out var uri) || uri.Scheme != Scheme)
        {
            throw new MlflowException($"this server keeps artifacts at {artifactUri}, where only programs with access to that place can write: start it with --serve-artifacts");
        }

        var place = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        return place.StartsWith(Proxy, StringComparison.Ordinal) ? place[Proxy.Length..] : place;
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
