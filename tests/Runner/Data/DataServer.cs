using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ExperimentRunner.Tests.Runner.Data;

/// <summary>A web server on this machine that can misbehave: each request takes the next reply in line, or else a decent one.</summary>
internal sealed class DataServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource leave = new();
    private readonly ConcurrentDictionary<string, byte[]> files = new();
    private readonly ConcurrentQueue<Reply> replies = new();
    private readonly ConcurrentQueue<string> requests = new();

    internal DataServer()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>How a request is answered.</summary>
    internal sealed record Reply
    {
        /// <summary>The status to answer with instead of the file.</summary>
        internal int? Status { get; init; }

        /// <summary>Whether a range that is asked for is passed over.</summary>
        internal bool IgnoresRange { get; init; }

        /// <summary>Whether the length is kept secret: the end of the connection is the end of the file.</summary>
        internal bool HidesLength { get; init; }

        /// <summary>After how many bytes it breaks off.</summary>
        internal int? CutsAfter { get; init; }

        /// <summary>After how many bytes it falls silent, for good.</summary>
        internal int? StallsAfter { get; init; }

        /// <summary>Holds the answer back.</summary>
        internal Task? WaitsFor { get; init; }

        /// <summary>Other content than the file's.</summary>
        internal byte[]? Content { get; init; }
    }

    /// <summary>Where it is.</summary>
    internal string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What was asked for, each as <c>path</c> or <c>path from byte</c>.</summary>
    internal IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Puts a file up.</summary>
    internal Uri Put(string path, byte[] content)
    {
        files[path] = content;
        return new Uri(Address + path);
    }

    /// <summary>Says how the next requests are answered.</summary>
    internal void Next(params Reply[] next) => Array.ForEach(next, replies.Enqueue);

    /// <summary>Stops listening.</summary>
    internal void Close() => listener.Stop();

    public void Dispose()
    {
        leave.Cancel();
        listener.Dispose();
        leave.Dispose();
    }

    private async Task AcceptAsync()
    {
        var stop = leave.Token;
        while (!stop.IsCancellationRequested)
        {
            _ = AnswerAsync(await listener.AcceptTcpClientAsync(stop), stop);
        }
    }

    private async Task AnswerAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            var (path, offset) = await ReadRequestAsync(client.GetStream());
            requests.Enqueue(offset is null ? path : FormattableString.Invariant($"{path} from {offset}"));
            var reply = replies.TryDequeue(out var planned) ? planned : new Reply();
            await (reply.WaitsFor ?? Task.CompletedTask);
            var content = reply.Content ?? files.GetValueOrDefault(path);
            await SendAsync(client.GetStream(), reply with { Status = reply.Status ?? (content is null ? 404 : null) }, content ?? [], offset, stop);
        }
    }

    private static async Task<(string Path, int? Offset)> ReadRequestAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync())!.Split(' ')[1];
        int? offset = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                offset = int.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            }
        }

        return (path, offset);
    }

    private static async Task SendAsync(NetworkStream stream, Reply reply, byte[] content, int? offset, CancellationToken stop)
    {
        var start = reply.IgnoresRange ? 0 : offset ?? 0;
        var status = reply.Status ?? (start > 0 ? 206 : 200);
        var body = reply.Status is null ? content[start..] : [];
        var head = $"HTTP/1.1 {status} {(HttpStatusCode)status}\r\nConnection: close\r\n"
            + (reply.HidesLength ? "" : $"Content-Length: {body.Length}\r\n")
            + (status == 206 ? $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n" : "");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"), stop);
        await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, reply.CutsAfter ?? reply.StallsAfter ?? body.Length)), stop);
        if (reply.StallsAfter is not null)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
    }
}
