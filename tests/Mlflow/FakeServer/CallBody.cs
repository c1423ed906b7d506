using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>Reads the body of a call as the real server does, with the same tolerance: a bare NaN passes, a packed body is not seen.</summary>
internal static class CallBody
{
    internal static async Task<(JObject Json, long Bytes)> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length == 0 || request.Headers.ContentEncoding.Count > 0)
        {
            return ([], body.Length);
        }

        body.Position = 0;
        var bytes = body.Length;
        return (Parse(body), bytes);
    }

    internal static string Required(this JObject body, string key) =>
        Optional(body, key) is { Length: > 0 } value ? value : throw Refusal.Invalid($"Missing value for required parameter '{key}'.");

    internal static string? Optional(this JObject body, string key) => body[key] is JValue { Value: { } value } ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    internal static IEnumerable<JObject> Objects(this JObject body, string key) => body[key] is JArray list ? list.OfType<JObject>() : [];

    internal static IEnumerable<string> Texts(this JObject body, string key) => body[key] is JArray list ? list.Select(item => item.ToString()) : [];

    internal static Dictionary<string, string> Entries(this JObject body, string key) =>
        body.Objects(key).ToDictionary(entry => entry.Required("key"), entry => entry.Optional("value") ?? "");

    private static JObject Parse(MemoryStream body)
    {
        using var text = new StreamReader(body);
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        try
        {
            return JObject.Load(reader);
        }
        catch (JsonReaderException failure)
        {
            throw new Refusal(400, "BAD_REQUEST", $"Malformed JSON: {failure.Message}");
        }
    }
}
