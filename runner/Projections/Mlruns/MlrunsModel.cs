using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>The model of a run, as MLflow's file store keeps it: beside the runs of the experiment, and named as an output of its run.</summary>
internal static class MlrunsModel
{
    private const int Ready = 2;

    /// <summary>The id of the model of a run.</summary>
    internal static string IdOf(string run) => "m-" + run;

    /// <summary>Writes a model, unless it is there.</summary>
    /// <param name="mlruns">The folder of all.</param>
    /// <param name="model">The model. Its params are left out: they are those of its run, and dozens of files would take longer than a short trial.</param>
    /// <param name="content">What it consists of.</param>
    /// <param name="metrics">What was measured of it.</param>
    internal static void Write(string mlruns, NewLoggedModel model, ModelDescription content, IReadOnlyList<Metric> metrics)
    {
        var (experiment, run) = (Path.Combine(mlruns, model.ExperimentId), model.SourceRunId);
        var folder = FolderOf(experiment, run);
        StagedFolder.Publish(mlruns, folder, staging =>
        {
            foreach (var name in (string[])["artifacts", "metrics", "params", "tags"])
            {
                Directory.CreateDirectory(Path.Combine(staging, name));
            }

            foreach (var (path, file) in content.Files)
            {
                RegularFile.Copy(file, Path.Combine(staging, "artifacts", path));
            }

            new ValueFiles().Fill(staging, [], model.Tags);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var same in metrics.GroupBy(metric => metric.Key))
            {
                var name = ValueFiles.Beside(same.Key, names);
                names.Add(name);
                var file = Path.Combine(staging, "metrics", name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                RegularFile.WriteText(file, string.Concat(same.Select(metric => MetricLine(metric, run))));
            }

            RegularFile.WriteText(Path.Combine(staging, MetaFile.Name), ModelText(model, folder, content.Time.ToUnixTimeMilliseconds()));
        });
        StagedFolder.Publish(mlruns, OutputOf(experiment, run), staging => RegularFile.WriteText(Path.Combine(staging, MetaFile.Name), OutputText(run, content.Step)));
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
    private static string MetricLine(Metric metric, string run)
    {
        var data = metric is { DatasetName: { } name, DatasetDigest: { } digest } ? $" {name} {digest}" : "";
        return $"{MlrunsRun.MetricLine(metric).TrimEnd()} {run}{data}\n";
    }

    private static string FolderOf(string experiment, string run) => Path.Combine(experiment, "models", IdOf(run));

    private static string OutputOf(string experiment, string run) => Path.Combine(experiment, run, "outputs", IdOf(run));

    private static string ModelText(NewLoggedModel model, string folder, long time) => new MetaFile()
        .Text("artifact_location", new Uri(Path.Combine(folder, "artifacts")).AbsoluteUri)
        .Number("creation_timestamp", time)
        .Text("experiment_id", model.ExperimentId)
        .Number("last_updated_timestamp", time)
        .Text("model_id", IdOf(model.SourceRunId))
        .Text("model_type", model.ModelType)
        .Text("name", model.Name)
        .Text("source_run_id", model.SourceRunId)
        .Number("status", Ready)
        .Number("status_message", null)
        .ToString();

    private static string OutputText(string run, long step) => new MetaFile()
        .Text("destination_id", IdOf(run))
        .Text("destination_type", "MODEL_OUTPUT")
        .Text("source_id", run)
        .Text("source_type", "RUN_OUTPUT")
        .Number("step", step)
        .EmptyMapping("tags")
        .ToString();
}
