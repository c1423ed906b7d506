namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>The calls <c>experiments/…</c>.</summary>
internal static class ExperimentCalls
{
    private const int LongestTag = 5000;
    private const int LongestName = 500;

    internal static void Map(Calls calls)
    {
        var store = calls.Store;
        calls.Get("experiments/get-by-name", query => new { experiment = Body(ByName(store, query["experiment_name"].ToString())) });
        calls.Get("experiments/get", query => new { experiment = Body(store.Experiment(query["experiment_id"])) });
        calls.Post("experiments/create", body => new { experiment_id = Create(store, body.Required("name")).ExperimentId });
        calls.Post("experiments/delete", body =>
        {
            store.ActiveExperiment(body.Required("experiment_id")).IsDeleted = true;
            return new { };
        });
        calls.Post("experiments/set-experiment-tag", body =>
        {
            var value = body.Optional("value") ?? "";
            Rules.Length("Tag value", LongestTag, value);
            store.ActiveExperiment(body.Required("experiment_id")).Tags[Rules.Name("tag", body.Required("key"))] = value;
            return new { };
        });
    }

    private static ExperimentRow ByName(FakeStore store, string name) =>
        store.ExperimentRows.Values.FirstOrDefault(row => row.Name == name) ?? throw Refusal.Missing($"Could not find experiment with name '{name}'");

    private static ExperimentRow Create(FakeStore store, string name)
    {
        Rules.Length("Experiment name", LongestName, name);
        return store.ExperimentRows.Values.FirstOrDefault(row => row.Name == name) switch
        {
            null => store.Add(name),
            { IsDeleted: true } => throw Refusal.Exists($"Experiment '{name}' already exists in deleted state. You can restore the experiment, or permanently delete the experiment from the .trash folder (under tracking server's root folder) in order to use this experiment name again."),
            _ => throw Refusal.Exists($"Experiment(name={name}) already exists."),
        };
    }

    private static object Body(ExperimentRow row) => new
    {
        experiment_id = row.ExperimentId,
        name = row.Name,
        artifact_location = $"mlflow-artifacts:/{row.ExperimentId}",
        lifecycle_stage = row.LifecycleStage,
        tags = Answer.Entries(row.Tags),
    };
}
