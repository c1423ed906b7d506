using Newtonsoft.Json.Linq;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls that link data sets and models to a run.</summary>
internal static class LinkCalls
{
    private const int LongestName = 500;
    private const int LongestDigest = 36;
    private const string Context = "mlflow.data.context";

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Post("runs/log-inputs", body => LogInputs(store.ActiveRun(body.Required("run_id")), body));
        if (calls.Options.HasLoggedModels)
        {
            calls.Post("runs/outputs", body => LogOutputs(store, body));
        }
    }

    private static object LogInputs(RunRow row, JObject body)
    {
        var datasets = body.Objects("datasets").Select(Read).ToArray();
        row.Datasets.AddRange(datasets.Where(dataset => !row.Datasets.Exists(known => (known.Name, known.Digest) == (dataset.Name, dataset.Digest))));
        return new { };
    }

    private static StoredDataset Read(JObject input)
    {
        var dataset = input["dataset"] as JObject ?? throw Refusal.Invalid("Dataset input must contain a 'dataset' field.");
        var read = new StoredDataset(
            dataset.Required("name"),
            dataset.Required("digest"),
            input.Entries("tags").GetValueOrDefault(Context),
            dataset.Required("source_type"),
            dataset.Required("source"),
            dataset.Optional("schema"),
            dataset.Optional("profile"));
        Rules.Length("Dataset name", LongestName, read.Name);
        Rules.Length("Dataset digest", LongestDigest, read.Digest);
        return read;
    }

    private static object LogOutputs(FakeStore store, JObject body)
    {
        var row = store.ActiveRun(body.Required("run_id"));
        var outputs = body.Objects("models").Select(model => (Model: store.Model(model.Required("model_id")).ModelId, Step: model["step"]?.Value<long>() ?? 0)).ToArray();
        if (outputs.Any(output => row.Outputs.Exists(known => known.Model == output.Model)))
        {
            throw new Refusal(400, "BAD_REQUEST", "(sqlite3.IntegrityError) UNIQUE constraint failed: inputs.source_type, inputs.source_id, inputs.destination_type, inputs.destination_id");
        }

        row.Outputs.AddRange(outputs);
        return new { };
    }
}
