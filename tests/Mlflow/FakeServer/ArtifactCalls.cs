using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls that bring and fetch files.</summary>
internal static class ArtifactCalls
{
    private const string Proxy = "/api/2.0/mlflow-artifacts/artifacts/";

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Get("artifacts/list", query => List(store, query["run_id"].ToString(), query["path"].ToString()));
        calls.Raw("GET", "/get-artifact", context => DownloadAsync(store, context));
        if (calls.Options.ServesArtifacts)
        {
            calls.Raw("PUT", Proxy + "{**path}", context => UploadAsync(store, context));
        }
    }

    private static async Task UploadAsync(FakeStore store, HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var path = Safe(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget[Proxy.Length..]);
        lock (store.Lock)
        {
            store.Files[path] = content.ToArray();
        }

        await Answer.WriteAsync(context.Response, new { });
    }

    private static async Task DownloadAsync(FakeStore store, HttpContext context)
    {
        byte[]? file;
        lock (store.Lock)
        {
            file = store.Files.GetValueOrDefault($"{Place(store, context.Request.Query["run_uuid"].ToString())}/{Safe(context.Request.Query["path"].ToString())}");
        }

        await context.Response.Body.WriteAsync(file ?? throw Refusal.Missing("No such artifact"), context.RequestAborted);
    }

    private static object List(FakeStore store, string run, string folder)
    {
        var start = folder.Length == 0 ? "" : Safe(folder).TrimEnd('/') + "/";
        var below = store.FilesAt(Place(store, run)).Where(file => file.Key.StartsWith(start, StringComparison.Ordinal)).ToLookup(file => file.Key[start.Length..].Split('/')[0]);
        return new
        {
            root_uri = store.Run(run).ArtifactUri,
            files = Answer.List(below.OrderBy(group => group.Key, StringComparer.Ordinal), group =>
                group.First() is var file && file.Key == start + group.Key
                    ? new { path = file.Key, is_dir = false, file_size = (long?)file.Value.Length }
                    : new { path = start + group.Key, is_dir = true, file_size = (long?)null }),
        };
    }

    private static string Place(FakeStore store, string run) => store.Run(run) is var row ? $"{row.ExperimentId}/{row.RunId}/artifacts" : "";

    /// <summary>The path with every escape resolved, again and again until none is left: so a name that looks escaped becomes another.</summary>
    private static string Safe(string path)
    {
        for (var decoded = Uri.UnescapeDataString(path); decoded != path; decoded = Uri.UnescapeDataString(path))
        {
            path = decoded;
        }

        return path.Contains('#', StringComparison.Ordinal) || path.Split('/').Contains("..") || path.StartsWith('/') ? throw Refusal.Invalid("Invalid path") : path;
    }
}
