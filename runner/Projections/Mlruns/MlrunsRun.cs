using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Files;
using MLflow.Client;
using System.Globalization;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>
/// One run's folder under <c>mlruns/</c>. Every file appears whole: it is written aside in the run's own folder, where MLflow reads
/// nothing but <c>meta.yaml</c>, and then renamed. (A file aside within <c>metrics/</c> would be taken for a metric.)
/// </summary>
internal sealed class MlrunsRun
{
    private const string Artifacts = "artifacts";
    private const string Metrics = "metrics";
    private const string Status = "status";
    private const long LongestMetric = 1 << 30; // a line a step

    private readonly string mlruns;
    private readonly string path;
    private readonly ValueFiles values = new();

    /// <summary>The folder of a run.</summary>
    /// <exception cref="InvalidDataException">It leads out of <c>mlruns/</c>.</exception>
    internal MlrunsRun(string mlruns, string path)
    {
        Containment.RequireTree(path, mlruns);
        (this.mlruns, this.path) = (mlruns, path);
    }

    /// <summary>Where the files of metrics are.</summary>
    internal string MetricsFolder => Path.Combine(path, Metrics);

    /// <summary>Whether it shows as RUNNING.</summary>
    internal bool IsRunning => MetaFile.Has(MetaPath, Status, NumberOf(RunStatus.Running));

    private string Aside => Path.Combine(path, ".aside");

    private string MetaPath => Path.Combine(path, MetaFile.Name);

    /// <summary>Makes it whole and RUNNING, unless it is there.</summary>
    /// <returns>Whether it is new.</returns>
    internal bool Publish(MlrunsExperiment experiment, RunDescription run) =>
        StagedFolder.Publish(mlruns, path, folder => Fill(folder, run, MetaText(experiment, run)));

    /// <summary>A run that is there, or null.</summary>
    internal static MlrunsRun? Find(string mlruns, string id) =>
        MlrunsExperiment.Holding(mlruns, id) is { } experiment ? new MlrunsRun(mlruns, Path.Combine(experiment.Path, id)) : null;

    /// <summary>Sets the status.</summary>
    internal void SetStatus(RunStatus status, DateTimeOffset? end) =>
        Change(new MetaFile().Number("end_time", end?.ToUnixTimeMilliseconds()).Number(Status, NumberOf(status)));

    /// <summary>
    /// Marks it as deleted, as MLflow itself does: its pages hide it, <c>mlflow gc</c> frees it and <c>mlflow runs restore</c> takes it
    /// back. Its model, which is a copy of a checkpoint, is gone at once.
    /// </summary>
    internal void Delete(DateTimeOffset now)
    {
        MlrunsModel.Delete(mlruns, Path.GetDirectoryName(path)!, Path.GetFileName(path));
        Change(new MetaFile().Number("deleted_time", now.ToUnixTimeMilliseconds()).Text("lifecycle_stage", "deleted"));
    }

    /// <summary>Sets params and tags that have another text.</summary>
    internal void Set(IEnumerable<Entry> parameters, IEnumerable<Entry> tags)
    {
        foreach (var (place, text) in values.PlacesOf(path, parameters, tags))
        {
            var file = Path.Combine(path, place);
            if (!File.Exists(file) || RegularFile.ReadText(file) != text)
            {
                Write(place, text);
            }
        }
    }

    /// <summary>Copies a file that is new or has changed.</summary>
    internal void CopyArtifact(string name, FileInfo file)
    {
        var copy = new FileInfo(Path.Combine(path, Artifacts, name));
        if (!copy.Exists || copy.LastWriteTimeUtc < file.LastWriteTimeUtc) // a copy keeps the time of what it is a copy of
        {
            copy.Directory!.Create();
            RegularFile.Copy(file.FullName, Aside);
            File.Move(Aside, copy.FullName, overwrite: true);
        }
    }

    /// <summary>Writes the file of a metric.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="isMore">Whether they come behind those that are there.</param>
    internal void WriteMetric(string name, string lines, bool isMore) =>
        Write(Path.Combine(Metrics, name), isMore ? RegularFile.ReadText(Path.Combine(MetricsFolder, name), LongestMetric) + lines : lines);

    /// <summary>A line of a metric's file.</summary>
    internal static string MetricLine(Metric metric) => string.Create(CultureInfo.InvariantCulture, $"{metric.Timestamp} {Number(metric.Value)} {metric.Step}\n");

    private static string Number(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>MLflow's numbers count from 1.</summary>
    private static int NumberOf(RunStatus status) => (int)status + 1;

    /// <summary>A new run gets its files before it appears: then none of them has to appear by itself.</summary>
    private static void Fill(string folder, RunDescription run, string meta)
    {
        foreach (var name in (string[])[Metrics, "params", "tags", Artifacts])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        new ValueFiles().Fill(folder, run.Params, run.Tags);
        RegularFile.WriteText(Path.Combine(folder, MetaFile.Name), meta);
    }

    private void Change(MetaFile change)
    {
        if (change.Over(MetaPath) is var text && text != RegularFile.ReadText(MetaPath))
        {
            Write(MetaFile.Name, text);
        }
    }

    /// <summary>Does not wait for the disk: a run has dozens of small files, and all of them can be made again from the ledger.</summary>
    private void Write(string name, string text) => AtomicFile.Write(Path.Combine(path, name), text, Aside, isDurable: false);

    private string MetaText(MlrunsExperiment experiment, RunDescription run) => new MetaFile()
        .Text("artifact_uri", new Uri(Path.Combine(path, Artifacts)).AbsoluteUri)
        .Number("end_time", null)
        .Text("entry_point_name", "")
        .Text("experiment_id", experiment.Id)
        .Text("lifecycle_stage", "active")
        .Text("run_id", run.Id)
        .Text("run_name", run.Title)
        .Text("source_name", "")
        .Number("source_type", 4)
        .Text("source_version", "")
        .Number("start_time", run.Start.ToUnixTimeMilliseconds())
        .Number(Status, NumberOf(RunStatus.Running))
        .EmptyList("tags")
        .Text("user_id", run.User)
        .ToString();
}
