using System.Text.Json.Serialization;

// The bodies of requests and answers, as MLflow's REST reference names them.
#pragma warning disable MA0048 // one file: they are one list
namespace MLflow.Client;

internal sealed record ErrorAnswer(string? ErrorCode = null, string? Message = null);

internal sealed record ExperimentAnswer(Experiment Experiment);

internal sealed record CreateExperiment(string Name);

internal sealed record CreatedExperiment(string ExperimentId);

internal sealed record SetExperimentTag(string ExperimentId, string Key, string Value);

internal sealed record CreateRun(string ExperimentId, string UserId, string RunName, long StartTime, IReadOnlyList<Entry> Tags);

internal sealed record RunAnswer(Run Run);

internal sealed record UpdateRun(string RunId, RunStatus Status, long? EndTime);

internal sealed record SearchRuns(IReadOnlyList<string> ExperimentIds, string Filter, int MaxResults, string? PageToken);

internal sealed record FoundRuns(string? NextPageToken = null)
{
    public IReadOnlyList<Run> Runs { get; init => field = value ?? []; } = []; // absent where it is empty
}

internal sealed record LogBatch(string RunId, IReadOnlyList<Metric> Metrics, [property: JsonPropertyName("params")] IReadOnlyList<Entry> Parameters, IReadOnlyList<Entry> Tags);

internal sealed record LogInputs(string RunId, IReadOnlyList<DatasetInput> Datasets);

internal sealed record LogOutputs(string RunId, IReadOnlyList<ModelOutput> Models);

internal sealed record ModelOutput(string ModelId, long Step);

internal sealed record OutputsAnswer(RunWithOutputs Run);

internal sealed record RunWithOutputs
{
    public RunOutputs Outputs { get; init => field = value ?? new(); } = new(); // absent where it is empty
}

internal sealed record RunOutputs
{
    public IReadOnlyList<ModelOutput> ModelOutputs { get; init => field = value ?? []; } = []; // absent where it is empty
}

internal sealed record MetricHistory(string? NextPageToken = null)
{
    public IReadOnlyList<Metric> Metrics { get; init => field = value ?? []; } = []; // absent where it is empty
}

internal sealed record FoundArtifacts(string? NextPageToken = null)
{
    public IReadOnlyList<ArtifactFile> Files { get; init => field = value ?? []; } = []; // absent where it is empty
}

internal sealed record LoggedModelAnswer(LoggedModel Model);

internal sealed record FinalizeModel(string ModelId, string Status);

internal sealed record SearchModels(IReadOnlyList<string> ExperimentIds, string Filter, int MaxResults, string? PageToken);

internal sealed record FoundModels(string? NextPageToken = null)
{
    public IReadOnlyList<LoggedModel> Models { get; init => field = value ?? []; } = []; // absent where it is empty
}

internal sealed record CreateRegisteredModel(string Name);

internal sealed record CreateModelVersion(string Name, string Source, string RunId, string? ModelId);

internal sealed record ModelVersionAnswer(ModelVersion ModelVersion);

internal sealed record ModelVersion(string Name, string Version);
