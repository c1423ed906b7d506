using System.Globalization;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>
/// One run's folder under <c>mlruns/</c>. Every file appears whole: it is written aside in the run's own folder, where MLflow reads
/// nothing but <c>meta.yaml</c>, and then renamed. (A file aside within <c>metrics/</c> would be taken for a metric.)
/// </summary>
internal sealed class MlrunsRun
{
    private const string Artifacts = "artifacts";
    private const long LongestMetric = 1 << 30; // a line a step

    private static readonly string[] StatusAndEnd = ["status:", "end_time:"];

    private readonly string path;
    private readonly ValueFiles values = new();

    private MlrunsRun(string mlruns, string path)
    {
        Containment.RequireTree(path, mlruns);
        this.path = path;
    }

    /// <summary>The run of a trial, which is RUNNING from then on.</summary>
    internal static MlrunsRun Begin(MlrunsExperiment experiment, TrialContext trial, IReadOnlyList<RunValue> values) =>
        Begin(experiment, trial, trial.State.Created.RunId, trial.Title, trial.State.Created.Time, values);

    /// <summary>The run above the trials of a sweep, which is RUNNING from then on.</summary>
    internal static MlrunsRun BeginSweep(MlrunsExperiment experiment, TrialContext trial, SweepLink sweep, IReadOnlyList<RunValue> values) =>
        Begin(experiment, trial, sweep.RunId, RunTags.SweepTitle(trial), sweep.Begun, values);

    /// <summary>A run that is there, or null.</summary>
    internal static MlrunsRun? Find(string mlruns, string id) =>
        MlrunsExperiment.Holding(mlruns, id) is { } experiment ? new MlrunsRun(mlruns, Path.Combine(experiment.Path, id)) : null;

    private string Aside => Path.Combine(path, ".aside");

    private string MetaPath => Path.Combine(path, MlrunsExperiment.Meta);

    /// <summary>Where the files of metrics are.</summary>
    internal string MetricsFolder => Path.Combine(path, "metrics");

    /// <summary>Whether it shows as RUNNING.</summary>
    internal bool IsRunning => RegularFile.ReadLines(MetaPath).Contains(FormattableString.Invariant($"status: {(int)MlrunsStatus.Running}"), StringComparer.Ordinal);

    /// <summary>Sets the status.</summary>
    internal void Status(MlrunsStatus status, DateTimeOffset? end)
    {
        var kept = RegularFile.ReadLines(MetaPath).Where(line => !StatusAndEnd.Any(key => line.StartsWith(key, StringComparison.Ordinal)));
        var changed = new MetaFile().Number("end_time", end?.ToUnixTimeMilliseconds()).Number("status", (int)status);
        Write(MlrunsExperiment.Meta, string.Concat(kept.Select(line => line + "\n")) + changed);
    }

    /// <summary>Sets a param or a tag, unless it has that text.</summary>
    internal void Set(RunValue value)
    {
        var place = values.PlaceOf(value, path);
        var file = Path.Combine(path, place);
        if (!File.Exists(file) || RegularFile.ReadText(file) != value.Text)
        {
            Write(place, value.Text);
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
    internal void MetricFile(string name, string lines) => Write(Path.Combine("metrics", name), lines);

    /// <summary>What stands in the file of a metric.</summary>
    internal string MetricText(string name) => RegularFile.ReadText(Path.Combine(MetricsFolder, name), LongestMetric);

    /// <summary>A line of a metric's file.</summary>
    internal static string MetricLine(long time, double value, long step) => string.Create(CultureInfo.InvariantCulture, $"{time} {Number(value)} {step}\n");

    private static MlrunsRun Begin(MlrunsExperiment experiment, TrialContext trial, string id, string title, DateTimeOffset start, IReadOnlyList<RunValue> values)
    {
        var run = new MlrunsRun(trial.Runs.MlrunsFolder, Path.Combine(experiment.Path, id));
        var meta = run.MetaText(experiment, id, title, trial.Environment.User, start);
        if (!StagedFolder.Publish(trial.Runs.MlrunsFolder, run.path, folder => Fill(folder, values, meta)))
        {
            run.Status(MlrunsStatus.Running, null);
            foreach (var value in values)
            {
                run.Set(value);
            }
        }

        return run;
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>A new run gets its files before it appears: then none of them has to appear by itself.</summary>
    private static void Fill(string folder, IReadOnlyList<RunValue> values, string meta)
    {
        foreach (var name in (string[])["metrics", "params", "tags", Artifacts])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        new ValueFiles().Fill(folder, values);
        RegularFile.WriteText(Path.Combine(folder, MlrunsExperiment.Meta), meta);
    }

    /// <summary>Does not wait for the disk: a run has dozens of small files, and all of them can be made again from the ledger.</summary>
    private void Write(string name, string text) => AtomicFile.Write(Path.Combine(path, name), text, Aside, isDurable: false);

    private string MetaText(MlrunsExperiment experiment, string id, string title, string user, DateTimeOffset start) => new MetaFile()
        .Text("artifact_uri", new Uri(Path.Combine(path, Artifacts)).AbsoluteUri)
        .Number("end_time", null)
        .Text("entry_point_name", "")
        .Text("experiment_id", experiment.Id)
        .Text("lifecycle_stage", "active")
        .Text("run_id", id)
        .Text("run_name", title)
        .Text("source_name", "")
        .Number("source_type", 4)
        .Text("source_version", "")
        .Number("start_time", start.ToUnixTimeMilliseconds())
        .Number("status", (int)MlrunsStatus.Running)
        .EmptyList("tags")
        .Text("user_id", user)
        .ToString();
}
