using System.Net;
using System.Net.Http.Headers;

namespace ExperimentRunner.Data;

/// <summary>A file on a web server.</summary>
/// <param name="client">Asks.</param>
/// <param name="url">Its address.</param>
internal sealed class HttpOrigin(HttpClient client, Uri url) : IDataOrigin
{
    public string Name => url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped); // without a user's name and password

    public async Task<DataStream> OpenAsync(long offset, long length, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        try
        {
            var start = FirstByte(response, offset, length);
            return new DataStream(await response.Content.ReadAsStreamAsync(stop), start);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Which byte of the file the answer begins with. A server is free to send everything where a part was asked for.</summary>
    private static long FirstByte(HttpResponseMessage response, long offset, long length)
    {
        var (first, whole) = response.StatusCode switch
        {
            HttpStatusCode.OK => (0, response.Content.Headers.ContentLength),
            HttpStatusCode.PartialContent when response.Content.Headers.ContentRange is { From: { } from } range => (from, range.Length),
            var status => throw new OriginException($"the server answers {(int)status} {response.ReasonPhrase}", IsTransient(status)),
        };
        if (whole is not null && whole != length)
        {
            throw new OriginException(FormattableString.Invariant($"the server offers {whole} bytes, expected {length}"), isTransient: false);
        }

        return first == 0 || first == offset
            ? first
            : throw new OriginException(FormattableString.Invariant($"the server begins at byte {first}, asked for {offset}"), isTransient: false);
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
