using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls <c>runs/…</c> and <c>metrics/…</c>, less the logging of batches.</summary>
internal static class RunCalls
{
    internal const string NameTag = "mlflow.runName";

    private const int LongestPage = 50_000;
    private const int StandardPage = 1000;

    private static readonly HashSet<string> Statuses = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"];

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Post("runs/create", body => new { run = RunBody.Of(Create(calls, body)) });
        calls.Post("runs/update", body => new { run_info = RunBody.Info(Update(store, body)) });
        calls.Get("runs/get", query => new { run = RunBody.Of(store.Run(query["run_id"])) });
        calls.Post("runs/search", body => Search(calls, body));
        calls.Get("metrics/get-history", query => History(calls, query["run_id"], query["metric_key"].ToString(), query["max_results"], query["page_token"]));
    }

    private static RunRow Create(Calls calls, JObject body)
    {
        var store = calls.Store;
        var experiment = store.ActiveExperiment(body.Optional("experiment_id") ?? "0");
        var tags = body.Entries("tags").ToDictionary(tag => Rules.Name("tag", tag.Key), tag => Rules.Cut(tag.Value, BatchCalls.LongestTag));
        var id = store.NewId();
        var row = new RunRow
        {
            RunId = id,
            ExperimentId = experiment.ExperimentId,
            UserId = body.Optional("user_id") ?? "",
            Name = Name(body.Optional("run_name") ?? "", tags.GetValueOrDefault(NameTag), id),
            StartTime = body["start_time"]?.Value<long>(),
            ArtifactUri = calls.Options.ServesArtifacts ? $"mlflow-artifacts:/{experiment.ExperimentId}/{id}/artifacts" : $"/srv/mlflow/{experiment.ExperimentId}/{id}/artifacts",
        };
        foreach (var (key, value) in tags)
        {
            row.Tags[key] = value;
        }

        row.Tags[NameTag] = row.Name;
        store.RunRows.Add(id, row);
        return row;
    }

    private static string Name(string given, string? tag, string id) => (given, tag) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) when given != tag =>
            throw Refusal.Invalid($"Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='{given}', mlflow.runName='{tag}')."),
        ({ Length: > 0 }, _) => given,
        (_, { Length: > 0 }) => tag,
        _ => $"rare-hare-{id[^3..]}", // the real one draws words
    };

    private static RunRow Update(FakeStore store, JObject body)
    {
        var row = store.ActiveRun(body.Required("run_id"));
        if (body.Optional("status") is { } status)
        {
            row.Status = Statuses.Contains(status) ? status : throw Refusal.Invalid($"Invalid value \"{status}\" for parameter 'status' supplied.");
        }

        row.EndTime = body["end_time"]?.Value<long>() ?? row.EndTime;
        if (body.Optional("run_name") is { Length: > 0 } name)
        {
            row.Name = row.Tags[NameTag] = name;
        }

        return row;
    }

    private static object Search(Calls calls, JObject body)
    {
        if (body["order_by"] is JArray { Count: > 0 })
        {
            throw new NotSupportedException("this server orders by start time alone");
        }

        var size = body["max_results"]?.Value<int>() ?? StandardPage;
        if (size > LongestPage)
        {
            throw Refusal.Invalid($"Invalid value {size} for parameter 'max_results' supplied: It must be at most {LongestPage}");
        }

        var filter = new Filter(body.Optional("filter"));
        var experiments = body.Texts("experiment_ids").ToHashSet();
        var found = calls.Store.RunRows.Values
            .Where(row => experiments.Contains(row.ExperimentId) && !calls.Store.Experiment(row.ExperimentId).IsDeleted && filter.Fits((entity, key) => Read(row, entity, key)))
            .OrderByDescending(row => row.StartTime ?? 0).ThenBy(row => row.RunId, StringComparer.Ordinal).ToArray();
        var (runs, next) = Answer.Page(found, Math.Min(size, calls.Options.LargestPage), body.Optional("page_token"));
        return new { runs = Answer.List(runs, RunBody.Of), next_page_token = next };
    }

    private static object? Read(RunRow row, string entity, string key) => (entity, key) switch
    {
        ("tag", _) => row.Tags.GetValueOrDefault(key),
        ("param", _) => row.Params.GetValueOrDefault(key),
        ("metric", _) => row.Metrics.TryGetValue(key, out var series) ? series.Last().Value : null,
        (_, "status") => row.Status,
        (_, "run_name") => row.Name,
        (_, "run_id") => row.RunId,
        (_, "user_id") => row.UserId,
        (_, "artifact_uri") => row.ArtifactUri,
        (_, "start_time") => row.StartTime,
        (_, "end_time") => row.EndTime,
        _ => throw Refusal.Invalid($"Invalid attribute key '{key}' specified. Valid keys are '{{'status', 'run_name', 'run_id', 'user_id', 'artifact_uri', 'start_time', 'end_time'}}'"),
    };

    private static object History(Calls calls, string? run, string metric, string? size, string? mark)
    {
        var row = calls.Store.Run(run);
        if (!int.TryParse(size, out var most) || !row.Metrics.TryGetValue(metric, out var series))
        {
            return new { }; // without max_results too: the real one says that there are none
        }

        var (values, next) = Answer.Page([.. series.History()], Math.Min(most, calls.Options.LargestPage), mark);
        return new { metrics = Answer.List(values, value => RunBody.Metric(metric, value)), next_page_token = next };
    }
}
