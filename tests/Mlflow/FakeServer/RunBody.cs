namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>Runs as answers show them.</summary>
internal static class RunBody
{
    internal static object Of(RunRow row) => new
    {
        info = Info(row),
        data = new
        {
            metrics = Answer.List(row.Metrics.Where(metric => metric.Value.Arrived().Count > 0), metric => Metric(metric.Key, metric.Value.Last())),
            @params = Answer.Entries(row.Params),
            tags = Answer.Entries(row.Tags),
        },
        inputs = new { dataset_inputs = Answer.List(row.Datasets, Dataset) },
        outputs = new { model_outputs = Answer.List(row.Outputs, output => new { model_id = output.Model, step = output.Step }) },
    };

    internal static object Info(RunRow row) => new
    {
        run_id = row.RunId,
        run_uuid = row.RunId,
        run_name = row.Name,
        experiment_id = row.ExperimentId,
        user_id = row.UserId,
        status = row.Status,
        start_time = row.StartTime,
        end_time = row.EndTime,
        artifact_uri = row.ArtifactUri,
        lifecycle_stage = "active",
    };

    internal static object Metric(string key, (long Timestamp, double Value, long Step) value) =>
        new { key, value = value.Value, timestamp = value.Timestamp, step = value.Step };

    private static object Dataset(StoredDataset dataset) => new
    {
        tags = dataset.Context is null ? null : new[] { new { key = "mlflow.data.context", value = dataset.Context } },
        dataset = new
        {
            name = dataset.Name,
            digest = dataset.Digest,
            source_type = dataset.SourceType,
            source = dataset.Source,
            schema = dataset.Schema,
            profile = dataset.Profile,
        },
    };
}
