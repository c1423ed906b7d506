using ExperimentRunner.Tracking.Journal;
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

    private readonly MlrunsExperiment experiment;
    private readonly string id;
    private readonly string title;
    private readonly string user;
    private readonly DateTimeOffset start;
    private readonly string path;
    private readonly Dictionary<string, HashSet<string>> names = new(StringComparer.Ordinal);

    /// <summary>Begins a run, or goes on with it: it is RUNNING from then on.</summary>
    internal MlrunsRun(string mlruns, MlrunsExperiment experiment, string id, string title, string user, DateTimeOffset start, IReadOnlyList<RunValue> values)
    {
        (this.experiment, this.id, this.title, this.user, this.start) = (experiment, id, title, user, start);
        path = Path.Combine(experiment.Path, id);
        if (!StagedFolder.Publish(mlruns, path, folder => Fill(folder, values)))
        {
            names.Clear();
            Status(MlrunsStatus.Running, null);
            foreach (var value in values)
            {
                Set(value);
            }
        }
    }

    /// <summary>The run of a trial.</summary>
    internal static MlrunsRun Of(MlrunsExperiment experiment, TrialContext trial, IReadOnlyList<RunValue> values) =>
        new(trial.Runs.MlrunsFolder, experiment, trial.State.Created.RunId, trial.Title, trial.Environment.User, trial.State.Created.Time, values);

    /// <summary>The run above the trials of a sweep.</summary>
    internal static MlrunsRun OfSweep(MlrunsExperiment experiment, TrialContext trial, SweepLink sweep, IReadOnlyList<RunValue> values) =>
        new(trial.Runs.MlrunsFolder, experiment, sweep.RunId, RunTags.SweepTitle(trial), trial.Environment.User, sweep.Begun, values);

    private string Aside => Path.Combine(path, ".aside");

    internal string MetricsFolder => Path.Combine(path, "metrics");

    internal void Status(MlrunsStatus status, DateTimeOffset? end) => Write(MlrunsExperiment.Meta, MetaText(status, end));

    /// <summary>Sets a param or a tag, unless it has that text.</summary>
    internal void Set(RunValue value)
    {
        var place = PlaceOf(value, path);
        var file = Path.Combine(path, place);
        if (!File.Exists(file) || File.ReadAllText(file) != value.Text)
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
            file.CopyTo(Aside, overwrite: true);
            File.Move(Aside, copy.FullName, overwrite: true);
        }
    }

    internal void MetricFile(string name, string lines) => Write(Path.Combine("metrics", name), lines);

    internal string MetricText(string name) => File.ReadAllText(Path.Combine(MetricsFolder, name));

    /// <summary>Does not wait for the disk: a run has dozens of small files, and all of them can be made again from the ledger.</summary>
    internal void Write(string name, string text) => AtomicFile.Write(Path.Combine(path, name), text, Aside, isDurable: false);

    /// <summary>A new run gets its files before it appears: then none of them has to appear by itself.</summary>
    private void Fill(string folder, IReadOnlyList<RunValue> values)
    {
        foreach (var name in (string[])["metrics", "params", "tags", Artifacts])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        foreach (var value in values)
        {
            var file = new FileInfo(Path.Combine(folder, PlaceOf(value, folder)));
            file.Directory!.Create();
            File.WriteAllText(file.FullName, value.Text);
        }

        File.WriteAllText(Path.Combine(folder, MlrunsExperiment.Meta), MetaText(MlrunsStatus.Running, null));
    }

    private string PlaceOf(RunValue value, string run)
    {
        if (!names.TryGetValue(value.Folder, out var others))
        {
            var folder = Path.Combine(run, value.Folder);
            others = names[value.Folder] = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file)).ToHashSet(StringComparer.Ordinal);
        }

        var place = MlrunsName.Beside(MlflowName.Of(value.Name), others);
        others.Add(place);
        return Path.Combine(value.Folder, place);
    }

    private string MetaText(MlrunsStatus status, DateTimeOffset? end) => new MetaFile()
        .Text("artifact_uri", new Uri(Path.Combine(path, Artifacts)).AbsoluteUri)
        .Number("end_time", end?.ToUnixTimeMilliseconds())
        .Text("entry_point_name", "")
        .Text("experiment_id", experiment.Id)
        .Text("lifecycle_stage", "active")
        .Text("run_id", id)
        .Text("run_name", title)
        .Text("source_name", "")
        .Number("source_type", 4)
        .Text("source_version", "")
        .Number("start_time", start.ToUnixTimeMilliseconds())
        .Number("status", (int)status)
        .EmptyList("tags")
        .Text("user_id", user)
        .ToString();
}
