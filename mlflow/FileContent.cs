using System.Net;

namespace MLflow.Client;

/// <summary>A file as the body of a request; opened anew for every try, and never held in memory.</summary>
/// <param name="path">The file.</param>
internal sealed class FileContent(string path) : HttpContent
{
    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            await file.CopyToAsync(stream).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false; // chunked: a log may grow while it travels
    }
}
