using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>How the server writes: lists and fields without content are left out, what is not finite is a text.</summary>
internal static class Answer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static Task WriteAsync(HttpResponse response, object body, int status = StatusCodes.Status200OK)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json)).AsTask();
    }

    internal static IReadOnlyList<object>? List<T>(IEnumerable<T> items, Func<T, object> write) =>
        items.Select(write).ToArray() is { Length: > 0 } list ? list : null;

    internal static IReadOnlyList<object>? Entries(IEnumerable<KeyValuePair<string, string>> entries) =>
        List(entries, entry => (object)new { key = entry.Key, value = entry.Value });

    /// <summary>A part of a list, and the mark with which to ask for the next; null at the end.</summary>
    internal static (IReadOnlyList<T> Items, string? Next) Page<T>(IReadOnlyList<T> items, int size, string? mark)
    {
        var start = int.TryParse(mark, out var given) ? given : 0;
        var end = (int)Math.Min((long)start + size, items.Count);
        return ([.. items.Take(start..end)], end < items.Count ? end.ToString() : null);
    }
}
