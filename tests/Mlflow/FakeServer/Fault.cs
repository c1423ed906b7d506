using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>What goes wrong with a request. The work is what the server would do, or the next fault.</summary>
internal delegate Task Fault(HttpContext context, Func<Task> work);

/// <summary>What can go wrong.</summary>
internal static class FaultKinds
{
    /// <summary>The connection breaks before anything is done.</summary>
    internal static Fault Reset { get; } = (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>The connection breaks while the request's body arrives.</summary>
    internal static Fault ResetInBody { get; } = async (context, _) =>
    {
        await context.Request.Body.ReadExactlyAsync(new byte[1], context.RequestAborted);
        context.Abort();
    };

    /// <summary>All is done and stored, and the connection breaks before the answer.</summary>
    internal static Fault LostAnswer { get; } = async (context, work) =>
    {
        await BufferedAsync(context, work);
        context.Abort();
    };

    /// <summary>All is done and stored, and half of the answer arrives.</summary>
    internal static Fault TruncatedAnswer { get; } = async (context, work) =>
    {
        var answer = await BufferedAsync(context, work);
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer.AsMemory(..(answer.Length / 2)));
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>The first half of a batch's metrics is stored, then the server breaks.</summary>
    internal static Fault HalfBatch { get; } = async (context, work) =>
    {
        var (body, _) = await CallBody.ReadAsync(context.Request);
        var metrics = body["metrics"] as JArray ?? [];
        body["metrics"] = new JArray(metrics.Take(metrics.Count / 2));
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body.ToString()));
        await BufferedAsync(context, work);
        await Status(StatusCodes.Status500InternalServerError)(context, work);
    };

    /// <summary>An answer without work; a proxy's page, not MLflow's.</summary>
    internal static Fault Status(int status, int? retryAfterSeconds = null) => (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        if (retryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return context.Response.WriteAsync($"<html><body>{status}</body></html>");
    };

    /// <summary>Nothing happens until a task ends, or the client gives up.</summary>
    internal static Fault Gate(Task opened) => async (context, work) =>
    {
        await opened.WaitAsync(context.RequestAborted);
        await work();
    };

    /// <summary>All takes longer.</summary>
    internal static Fault Latency(TimeSpan time) => async (context, work) =>
    {
        await Task.Delay(time, context.RequestAborted);
        await work();
    };

    private static async Task<byte[]> BufferedAsync(HttpContext context, Func<Task> work)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await work();
        }
        finally
        {
            context.Response.Body = body;
        }

        return answer.ToArray();
    }
}
