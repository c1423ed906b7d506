using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The model of a run, as MLflow's file store keeps it: beside the runs of the experiment, and named as an output of its run.</summary>
internal static class LoggedModelFiles
{
    private const int Ready = 2;

    /// <summary>Writes a model, unless it is there.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="files">The files of the model.</param>
    /// <param name="tags">Its tags. It has no params there: they are those of its run, and dozens of files would take longer than a short trial.</param>
    /// <param name="metrics">What was measured of it.</param>
    /// <param name="ended">The end of its training.</param>
    internal static void Write(
        MlrunsExperiment experiment, TrialContext trial, IReadOnlyList<(string Path, string File)> files, IReadOnlyList<RunValue> tags, IEnumerable<Metric> metrics, AttemptEnded ended)
    {
        var (mlruns, run) = (trial.Runs.MlrunsFolder, trial.State.Created.RunId);
        var (id, folder) = (IdOf(run), FolderOf(experiment.Path, run));
        StagedFolder.Publish(mlruns, folder, staging =>
        {
            foreach (var name in (string[])["artifacts", "metrics", "params", "tags"])
            {
                Directory.CreateDirectory(Path.Combine(staging, name));
            }

            foreach (var (path, file) in files)
            {
                RegularFile.Copy(file, Path.Combine(staging, "artifacts", path));
            }

            new ValueFiles().Fill(staging, [.. tags, .. metrics.Select(metric => new RunValue("metrics", metric.Key, MetricLine(metric, run)))]);
            RegularFile.WriteText(Path.Combine(staging, MlrunsExperiment.Meta), ModelText(experiment, folder, id, run, ended.Time.ToUnixTimeMilliseconds()));
        });
        StagedFolder.Publish(mlruns, OutputOf(experiment.Path, run), staging =>
            RegularFile.WriteText(Path.Combine(staging, MlrunsExperiment.Meta), OutputText(id, run, ended.BestStep ?? ended.Step ?? 0)));
    }

    /// <summary>Deletes the model of a run, if it has one. Its run forgets it first.</summary>
    internal static void Delete(string mlruns, string experiment, string run)
    {
        foreach (var folder in ((string[])[OutputOf(experiment, run), FolderOf(experiment, run)]).Where(Directory.Exists))
        {
            Containment.Require(folder, mlruns);
            var aside = StagedFolder.AsideOf(mlruns);
            Directory.Move(folder, aside);
            Directory.Delete(aside, recursive: true);
        }
    }

    /// <summary>A metric of a model names the run that measured it, and the data.</summary>
    private static string MetricLine(Metric metric, string run) =>
        string.Join(' ', [MlrunsRun.MetricLine(metric.Timestamp, metric.Value, metric.Step).TrimEnd(), run, .. metric is { DatasetName: { } name, DatasetDigest: { } digest } ? (string[])[name, digest] : []]) + "\n";

    private static string IdOf(string run) => "m-" + run;

    private static string FolderOf(string experiment, string run) => Path.Combine(experiment, "models", IdOf(run));

    private static string OutputOf(string experiment, string run) => Path.Combine(experiment, run, "outputs", IdOf(run));

    private static string ModelText(MlrunsExperiment experiment, string folder, string id, string run, long time) => new MetaFile()
        .Text("artifact_location", new Uri(Path.Combine(folder, "artifacts")).AbsoluteUri)
        .Number("creation_timestamp", time)
        .Text("experiment_id", experiment.Id)
        .Number("last_updated_timestamp", time)
        .Text("model_id", id)
        .Text("model_type", RunModel.Type)
        .Text("name", RunModel.Name)
        .Text("source_run_id", run)
        .Number("status", Ready)
        .Number("status_message", null)
        .ToString();

    private static string OutputText(string model, string run, long step) => new MetaFile()
        .Text("destination_id", model)
        .Text("destination_type", "MODEL_OUTPUT")
        .Text("source_id", run)
        .Text("source_type", "RUN_OUTPUT")
        .Number("step", step)
        .EmptyMapping("tags")
        .ToString();
}
