using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls that log to a run. A batch is stored whole or not at all.</summary>
internal static class BatchCalls
{
    internal const int LongestTag = 8000;

    private const int LongestParam = 6000;
    private const int MostBytes = 1_000_000; // what MLflow documents; the server of 3.6 counts keys where it means bytes, and takes more
    private const int MostMetrics = 1000;
    private const int MostEntries = 100;

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Post("runs/log-batch", (body, bytes) => Log(store, body, bytes));
        calls.Post("runs/set-tag", body =>
        {
            var batch = new LogBatchBody();
            batch.Tags.Add(new(body.Required("key"), body.Optional("value") ?? ""));
            return Store(store, body.Required("run_id"), batch);
        });
        calls.Post("runs/log-parameter", body =>
        {
            var batch = new LogBatchBody();
            batch.Params.Add(new(body.Required("key"), body.Optional("value") ?? ""));
            return Store(store, body.Required("run_id"), batch);
        });
    }

    private static object Log(FakeStore store, JObject body, long bytes)
    {
        if (bytes > MostBytes)
        {
            throw Refusal.Invalid($"Batched logging API requests must be at most {MostBytes} bytes, got a request of size {bytes}.");
        }

        if (body.Count == 0 && bytes > 0)
        {
            return new { }; // a packed body: taken for an empty one, and nobody is told
        }

        var batch = LogBatchBody.Of(body);
        return Store(store, body.Required("run_id"), batch);
    }

    private static object Store(FakeStore store, string run, LogBatchBody batch)
    {
        Rules.AtMost("metrics", MostMetrics, batch.Metrics.Count);
        Rules.AtMost("params", MostEntries, batch.Params.Count);
        Rules.AtMost("tags", MostEntries, batch.Tags.Count);
        Rules.AtMost("metrics, params, and tags", MostMetrics, batch.Metrics.Count + batch.Params.Count + batch.Tags.Count);
        Check(batch);
        var row = store.ActiveRun(run);
        var parameters = batch.Params.ToDictionary(param => param.Key, param => Rules.Cut(param.Value, LongestParam));
        CheckUnchanged(row, parameters);

        foreach (var (key, value) in parameters)
        {
            row.Params[key] = value;
        }

        foreach (var (key, value, timestamp, step, model) in batch.Metrics)
        {
            row.Metrics.TryAdd(key, new MetricSeries(store.IsFileStore));
            row.Metrics[key].Add(timestamp, value, step);
            if (model is not null)
            {
                store.Model(model).Metrics[key] = value;
            }
        }

        foreach (var (key, value) in batch.Tags)
        {
            row.Tags[key] = Rules.Cut(value, LongestTag);
            row.Name = key == RunCalls.NameTag ? value : row.Name;
        }

        return new { };
    }

    private static void Check(LogBatchBody batch)
    {
        foreach (var metric in batch.Metrics)
        {
            Rules.Name("metric", metric.Key);
            if (metric.Timestamp < 0)
            {
                throw Refusal.Invalid($"Got invalid timestamp {metric.Timestamp} for metric '{metric.Key}'. Timestamp must be a nonnegative long (64-bit integer)");
            }
        }

        foreach (var param in batch.Params)
        {
            Rules.Name("parameter", param.Key);
        }

        foreach (var tag in batch.Tags)
        {
            Rules.Name("tag", tag.Key);
        }

        if (batch.Params.GroupBy(param => param.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Refusal.Invalid($"Duplicate parameter keys have been submitted: ['{twice.Key}']. Please ensure the request contains only one param value per param key.");
        }
    }

    private static void CheckUnchanged(RunRow row, Dictionary<string, string> parameters)
    {
        if (parameters.FirstOrDefault(param => row.Params.TryGetValue(param.Key, out var old) && old != param.Value) is { Key: { } changed })
        {
            throw Refusal.Invalid($"Changing param values is not allowed. Params were already logged='[{{'key': '{changed}', 'old_value': '{row.Params[changed]}', 'new_value': '{parameters[changed]}'}}]' for run ID='{row.RunId}'.");
        }
    }
}
