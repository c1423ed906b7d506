using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Launching;
using ExperimentRunner.Pictures;
using ExperimentRunner.Tracking.Events;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Provenance;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Artifacts;

/// <summary>
/// Keeps what people look at in a trial's own folder, <c>artifacts/</c>: tables as CSV and as pictures, samples, learning curves. It
/// follows from the events alone; what MLflow shows is taken from there.
/// </summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="notices">Takes lines for the user; null where nobody reads them.</param>
public sealed class RunArtifacts(SecretMask mask, INotices? notices) : ITrialObserver
{
    private readonly OrderedDictionary<string, TableLogged> tables = new(StringComparer.Ordinal);
    private LearningCurves curves = new();
    private TrialFolder? folder;

    /// <inheritdoc/>
    public string Product => "the tables and pictures of the run";

    /// <summary>Makes the files of a trial that nobody runs, where its runner could not.</summary>
    internal static void Make(TrialContext trial, SecretMask mask)
    {
        var artifacts = new RunArtifacts(mask, notices: null);
        artifacts.Begin(trial, []);
        foreach (var part in new TrialView(trial.Folder, trial.State).ReadInParts())
        {
            artifacts.Observe(part);
        }

        artifacts.Draw();
    }

    /// <inheritdoc/>
    public void Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        folder = trial.Folder;
        curves = new LearningCurves();
        tables.Clear();
        Observe(history);
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trainingEvent in events)
        {
            switch (trainingEvent)
            {
                case ScalarsLogged line:
                    curves.Add(line);
                    break;
                case TableLogged table:
                    tables[table.Name] = table;
                    changed.Add(table.Name);
                    break;
                case ImagesLogged images:
                    Keep(images.Name, images.Step, images.Time, SamplesPicture.Png([.. images.Images.Select(image => image with { Label = mask.Apply(image.Label) })]));
                    break;
            }
        }

        foreach (var name in changed)
        {
            Write(name + ".csv", System.Text.Encoding.UTF8.GetBytes(mask.Apply(TableArtifact.Text(tables[name].Table))));
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        if (!PictureFont.IsThere)
        {
            notices?.Warn("this machine has no fonts, so the run's pictures have no text; the package fonts-dejavu-core has some");
        }

        Draw();
    }

    private void Draw()
    {
        foreach (var (name, logged) in tables)
        {
            Keep(name, logged.Step, logged.Time, ConfusionPicture.Png(mask.Apply(name), Masked(logged.Table)));
        }

        if (curves.Png() is { } png)
        {
            Write("learning_curves.png", png);
        }
    }

    private MetricTable Masked(MetricTable table) => table with { Rows = [.. table.Rows.Select(mask.Apply)], Columns = [.. table.Columns.Select(mask.Apply)] };

    private void Keep(string name, long step, DateTimeOffset time, byte[]? png)
    {
        if (png is null)
        {
            return;
        }

        Write(name + ".png", png);
        foreach (var (path, content) in new GridImage(MlflowName.Of(name), step, time).Files(png))
        {
            AtomicFile.Write(Path.Combine(folder!.ArtifactsFolder, path), content);
        }
    }

    private void Write(string name, byte[] content) => AtomicFile.Write(Path.Combine(folder!.ArtifactsFolder, MlflowName.Of(name)), content);
}
