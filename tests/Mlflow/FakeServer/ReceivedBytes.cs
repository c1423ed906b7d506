using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>Every byte that clients send: addresses, headers, bodies. Left out is the header Authorization, which is there to hold a secret.</summary>
internal sealed class ReceivedBytes
{
    private readonly Lock guard = new();
    private readonly ArrayBufferWriter<byte> bytes = new();

    internal byte[] All
    {
        get
        {
            lock (guard)
            {
                return bytes.WrittenSpan.ToArray();
            }
        }
    }

    internal async Task KeepAsync(HttpContext context, Func<Task> work)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;
        var head = new StringBuilder($"{context.Request.Path}{context.Request.QueryString}\n");
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key != "Authorization"))
        {
            head.Append(name).Append(": ").Append(value.ToString()).Append('\n');
        }

        lock (guard)
        {
            bytes.Write(Encoding.UTF8.GetBytes(head.ToString()));
            bytes.Write(body.GetBuffer().AsSpan(0, (int)body.Length));
        }

        await work();
    }
}
