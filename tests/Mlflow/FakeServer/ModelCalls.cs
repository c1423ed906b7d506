using System.Buffers;
using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls <c>logged-models/…</c> and those of the model registry.</summary>
internal static class ModelCalls
{
    private const int LongestPage = 50;

    private static readonly SearchValues<char> Refused = SearchValues.Create("/:.%\"'");

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Post("registered-models/create", body => Register(store, body.Required("name")));
        calls.Post("model-versions/create", body => AddVersion(store, body));
        if (!calls.Options.HasLoggedModels)
        {
            return;
        }

        calls.Post("logged-models", body => new { model = Body(Create(store, body)) });
        calls.Patch("logged-models/{id}", body => new { model = Body(Finish(store, body)) });
        calls.Post("logged-models/search", body => Search(calls, body));
    }

    private static ModelRow Create(FakeStore store, JObject body)
    {
        var experiment = store.ActiveExperiment(body.Required("experiment_id"));
        var id = $"m-{store.NewId()}";
        var row = new ModelRow
        {
            ModelId = id,
            ExperimentId = experiment.ExperimentId,
            Name = ModelName(body.Optional("name") ?? "rare-hare"),
            ModelType = body.Optional("model_type") ?? "",
            SourceRunId = body.Optional("source_run_id") ?? "",
            Params = body.Entries("params"),
            Tags = body.Entries("tags"),
            ArtifactUri = $"mlflow-artifacts:/{experiment.ExperimentId}/models/{id}/artifacts",
        };
        store.ModelRows.Add(id, row);
        return row;
    }

    private static string ModelName(string name) => name.AsSpan().ContainsAny(Refused)
        ? throw Refusal.Invalid($"Invalid model name ('{name}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '\"', \"'\")")
        : name;

    private static ModelRow Finish(FakeStore store, JObject body)
    {
        var row = store.Model(body.Required("model_id"));
        var status = body.Required("status");
        row.Status = status is "LOGGED_MODEL_READY" or "LOGGED_MODEL_UPLOAD_FAILED" ? status : throw Refusal.Invalid($"Invalid model status '{status}'.");
        return row;
    }

    private static object Search(Calls calls, JObject body)
    {
        var size = body["max_results"]?.Value<int>() ?? LongestPage;
        if (size > LongestPage)
        {
            throw Refusal.Invalid($"Invalid value {size} for parameter 'max_results' supplied: It must be at most {LongestPage}");
        }

        var filter = new Filter(body.Optional("filter"));
        var experiments = body.Texts("experiment_ids").ToHashSet();
        var found = calls.Store.ModelRows.Values.Where(row => experiments.Contains(row.ExperimentId) && filter.Fits((entity, key) => Read(row, entity, key))).ToArray();
        var (models, next) = Answer.Page(found, Math.Min(size, calls.Options.LargestPage), body.Optional("page_token"));
        return new { models = Answer.List(models, Body), next_page_token = next };
    }

    private static string? Read(ModelRow row, string entity, string key) => (entity, key) switch
    {
        ("tag", _) => row.Tags.GetValueOrDefault(key),
        ("param", _) => row.Params.GetValueOrDefault(key),
        (_, "name") => row.Name,
        (_, "model_id") => row.ModelId,
        (_, "model_type") => row.ModelType,
        (_, "source_run_id") => row.SourceRunId,
        (_, "status") => row.Status,
        _ => throw Refusal.Invalid($"Invalid filter string: invalid entity '{key}'"),
    };

    private static object Body(ModelRow row) => new
    {
        info = new
        {
            model_id = row.ModelId,
            experiment_id = row.ExperimentId,
            name = row.Name,
            model_type = row.ModelType,
            source_run_id = row.SourceRunId,
            status = row.Status,
            artifact_uri = row.ArtifactUri,
            tags = Answer.Entries(row.Tags),
        },
        data = new { @params = Answer.Entries(row.Params), metrics = row.Metrics.Select(metric => new { key = metric.Key, value = metric.Value, model_id = row.ModelId }) },
    };

    private static object Register(FakeStore store, string name) => store.RegisteredModels.Add(name)
        ? new { registered_model = new { name } }
        : throw Refusal.Exists($"Registered Model (name={name}) already exists.");

    private static object AddVersion(FakeStore store, JObject body)
    {
        var name = body.Required("name");
        if (!store.RegisteredModels.Contains(name))
        {
            throw Refusal.Missing($"Registered Model with name={name} not found");
        }

        var number = store.VersionRows.Count(known => known.Name == name) + 1;
        var version = new StoredVersion(name, number.ToString(), body.Required("source"), body.Optional("run_id"), body.Optional("model_id"));
        store.VersionRows.Add(version);
        return new { model_version = new { name, version = version.Version, source = version.Source, run_id = version.RunId, status = "READY" } };
    }
}
