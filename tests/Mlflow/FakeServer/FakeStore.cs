namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>What the server has. It outlives a restart. Calls change it under its lock, each whole or not at all, as in a database.</summary>
internal sealed class FakeStore
{
    private long counter;

    internal FakeStore(bool isFileStore)
    {
        IsFileStore = isFileStore;
        Add("Default");
    }

    /// <summary>All runs in the order of their creation.</summary>
    public IReadOnlyList<StoredRun> Runs
    {
        get
        {
            lock (Lock)
            {
                return [.. RunRows.Values.Select(Snapshot)];
            }
        }
    }

    /// <summary>All experiments in the order of their creation.</summary>
    public IReadOnlyList<StoredExperiment> Experiments
    {
        get
        {
            lock (Lock)
            {
                return [.. ExperimentRows.Values.Select(row => new StoredExperiment(row.ExperimentId, row.Name, row.LifecycleStage, new Dictionary<string, string>(row.Tags)))];
            }
        }
    }

    /// <summary>All logged models.</summary>
    public IReadOnlyList<StoredModel> Models
    {
        get
        {
            lock (Lock)
            {
                return [.. ModelRows.Values.Select(Snapshot)];
            }
        }
    }

    /// <summary>All versions in the model registry.</summary>
    public IReadOnlyList<StoredVersion> Versions
    {
        get
        {
            lock (Lock)
            {
                return [.. VersionRows];
            }
        }
    }

    internal Lock Lock { get; } = new();

    internal bool IsFileStore { get; }

    internal OrderedDictionary<string, ExperimentRow> ExperimentRows { get; } = [];

    internal OrderedDictionary<string, RunRow> RunRows { get; } = [];

    internal OrderedDictionary<string, ModelRow> ModelRows { get; } = [];

    internal HashSet<string> RegisteredModels { get; } = [];

    internal List<StoredVersion> VersionRows { get; } = [];

    /// <summary>Files by their place behind the proxy: <c>1/ab/artifacts/config.yaml</c>.</summary>
    internal SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    internal string NewId() => (++counter).ToString("x32");

    internal ExperimentRow Add(string name)
    {
        var row = new ExperimentRow { ExperimentId = ExperimentRows.Count.ToString(), Name = name };
        ExperimentRows.Add(row.ExperimentId, row);
        return row;
    }

    internal ExperimentRow Experiment(string? id) =>
        ExperimentRows.GetValueOrDefault(id ?? "") ?? throw Refusal.Missing($"No Experiment with id={id} exists");

    internal ExperimentRow ActiveExperiment(string? id) => Experiment(id) is { IsDeleted: false } active
        ? active
        : throw Refusal.Invalid($"The experiment {id} must be in the 'active' state. Current state is deleted.");

    internal RunRow Run(string? id) => RunRows.GetValueOrDefault(id ?? "") ?? throw Refusal.Missing($"Run with id={id} not found");

    internal RunRow ActiveRun(string? id)
    {
        var run = Run(id);
        return Experiment(run.ExperimentId).IsDeleted ? throw Refusal.Invalid($"The run {id} must be in the 'active' state. Current state is deleted.") : run;
    }

    internal ModelRow Model(string? id) => ModelRows.GetValueOrDefault(id ?? "") ?? throw Refusal.Missing($"Logged model with ID '{id}' not found.");

    /// <summary>The files below a place, by their path from there on.</summary>
    internal Dictionary<string, byte[]> FilesAt(string place) => Files
        .Where(file => file.Key.StartsWith(place + "/", StringComparison.Ordinal))
        .ToDictionary(file => file.Key[(place.Length + 1)..], file => file.Value);

    private StoredRun Snapshot(RunRow row) => new(
        row.RunId,
        ExperimentRows[row.ExperimentId].Name,
        row.Name,
        row.UserId,
        row.Status,
        row.StartTime,
        row.EndTime,
        new Dictionary<string, string>(row.Params),
        new Dictionary<string, string>(row.Tags),
        row.Metrics.ToDictionary(metric => metric.Key, metric => metric.Value.Arrived()),
        [.. row.Datasets],
        FilesAt($"{row.ExperimentId}/{row.RunId}/artifacts"),
        [.. ModelRows.Values.Where(model => model.SourceRunId == row.RunId).Select(Snapshot)]);

    private StoredModel Snapshot(ModelRow row) => new(
        row.ModelId,
        row.Name,
        row.Status,
        row.ModelType,
        row.SourceRunId,
        [.. RunRows.Values.SelectMany(run => run.Outputs).Where(output => output.Model == row.ModelId).Select(output => output.Step)],
        row.Params,
        row.Tags,
        new Dictionary<string, double>(row.Metrics),
        FilesAt($"{row.ExperimentId}/models/{row.ModelId}/artifacts"));
}
