using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Pictures;
using ExperimentRunner.Registry.Secrets;
using MLflow.Client;
using System.Text;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>Keeps the files of one trial during an attempt.</summary>
/// <param name="trial">The trial.</param>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="notices">Takes lines for the user; null where nobody reads them.</param>
internal sealed class AttemptArtifacts(TrialContext trial, SecretMask mask, INotices? notices) : IAttemptObserver
{
    private static readonly TimeSpan WorthPictures = TimeSpan.FromSeconds(5);

    private readonly OrderedDictionary<string, TableLogged> tables = new(StringComparer.Ordinal);
    private readonly List<ImagesLogged> waiting = [];
    private readonly LearningCurves curves = new();
    private readonly TrialFolder folder = trial.Folder;

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
                case TextsLogged texts:
                    Write(MlflowName.Of(texts.Name) + ".txt", Encoding.UTF8.GetBytes(string.Join("\n\n", texts.Texts.Select(mask.Apply)) + "\n"));
                    break;
                case AudioLogged audio:
                    Write(MlflowName.Of(audio.Name) + ".wav", WavFile.Of(audio));
                    break;
                case HistogramLogged histogram:
                    Write(MlflowName.Of(histogram.Name) + ".csv", Encoding.UTF8.GetBytes(TableArtifact.Text(histogram)));
                    break;
                case ImagesLogged images when trial.Sweep is null:
                    Draw(images);
                    break;
                case ImagesLogged images:
                    waiting.Add(images);
                    break;
            }
        }

        foreach (var name in changed)
        {
            Write(MlflowName.Of(name) + ".csv", Encoding.UTF8.GetBytes(TableArtifact.Text(Masked(tables[name].Table))));
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        // Thousands of trials of a second each are looked at in a table, all but the best; pictures would take longer than training.
        if (Took(ended) < WorthPictures && !trial.IsAmongBest())
        {
            return;
        }

        if (!PictureFont.IsThere)
        {
            notices?.Warn("this machine has no fonts, so the run's pictures have no text; the package fonts-dejavu-core has some");
        }

        Draw();
    }

    /// <summary>How long the trial has trained in all.</summary>
    private TimeSpan Took(AttemptEnded ended) => trial.State.Took + (ended.Time - trial.State.LastAttempt?.Started.Time ?? TimeSpan.Zero);

    /// <summary>Draws what the events so far show.</summary>
    internal void Draw()
    {
        waiting.ForEach(Draw);
        waiting.Clear();
        foreach (var (name, logged) in tables)
        {
            Keep(name, logged.Step, logged.Time, ConfusionPicture.Png(mask.Apply(name), Masked(logged.Table)));
        }

        if (curves.Png() is { } png)
        {
            Write("learning_curves.png", png);
        }
    }

    private void Draw(ImagesLogged images) =>
        Keep(images.Name, images.Step, images.Time, SamplesPicture.Png([.. images.Images.Select(image => image with { Label = mask.Apply(image.Label) })]));

    private MetricTable Masked(MetricTable table) => table with { Rows = [.. table.Rows.Select(mask.Apply)], Columns = [.. table.Columns.Select(mask.Apply)] };

    private void Keep(string name, long step, DateTimeOffset time, byte[]? png)
    {
        if (png is null)
        {
            return;
        }

        Write(MlflowName.Of(name) + ".png", png);
        foreach (var (path, content) in new GridImage(MlflowName.Of(name), step, time).Files(png))
        {
            Write(path, content);
        }
    }

    /// <summary>Does not wait for the disk: all of it can be made again from the events.</summary>
    private void Write(string path, byte[] content) => AtomicFile.Write(Path.Combine(folder.ArtifactsFolder, path), content, isDurable: false);
}
