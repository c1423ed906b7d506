using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Components.Events;

/// <summary>
/// What a step, an evaluation, a callback or an analysis has to show: each becomes one event, under the name that it is given behind a prefix
/// such as <c>train/</c> or <c>val/</c>.
/// </summary>
public sealed class Report
{
    private readonly List<Func<long, string, TrainingEvent>> waiting = [];

    /// <summary>Whether there is nothing to show.</summary>
    public bool IsEmpty => waiting.Count == 0;

    /// <summary>Figures that belong to one moment.</summary>
    public void Scalars(IReadOnlyDictionary<string, double> values) => waiting.Add((step, prefix) => new ScalarsLogged(
        step, Epoch: null, values.ToDictionary(entry => prefix + entry.Key, entry => entry.Value), SamplesPerSecond: null));

    /// <summary>One figure.</summary>
    public void Scalar(string name, double value) => Scalars(new Dictionary<string, double> { [name] = value });

    /// <summary>A table.</summary>
    public void Table(string name, MetricTable table) => waiting.Add((step, prefix) => new TableLogged(step, prefix + name, table));

    /// <summary>Images, all of one size.</summary>
    public void Images(string name, IReadOnlyList<LoggedImage> images) => waiting.Add((step, prefix) => new ImagesLogged(step, prefix + name, images));

    /// <summary>Texts.</summary>
    public void Texts(string name, IReadOnlyList<string> texts) => waiting.Add((step, prefix) => new TextsLogged(step, prefix + name, texts));

    /// <summary>What people see of samples: pictures where there are any, else texts.</summary>
    public void Samples(string name, IReadOnlyList<SampleView> views)
    {
        if (SampleView.Images(views) is { Count: > 0 } images)
        {
            Images(name, images);
        }
        else if (views.Select(view => view.Text).Where(text => text.Length > 0).ToArray() is { Length: > 0 } texts)
        {
            Texts(name, texts);
        }
    }

    /// <summary>Sound of one channel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="samples">Values in [-1, 1]; what lies beyond is cut.</param>
    public void Audio(string name, int rate, ReadOnlySpan<float> samples)
    {
        var bytes = new byte[2 * samples.Length];
        for (var index = 0; index < samples.Length; index++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * index), (short)Math.Round(Math.Clamp(samples[index], -1, 1) * short.MaxValue));
        }

        waiting.Add((step, prefix) => new AudioLogged(step, prefix + name, rate, bytes));
    }

    /// <summary>How values are spread, in bins of equal width from the smallest to the largest. Values that are not finite are left out.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values.</param>
    /// <param name="bins">The number of bins, at least 1.</param>
    public void Histogram(string name, ReadOnlySpan<double> values, int bins = 30)
    {
        double[] finite = [.. values.ToArray().Where(double.IsFinite)];
        var (least, most) = finite.Length == 0 ? (0, 0) : (finite.Min(), finite.Max());
        var width = most > least ? (most - least) / bins : 1;
        var counts = new long[bins];
        foreach (var value in finite)
        {
            counts[Math.Min(bins - 1, (int)((value - least) / width))]++;
        }

        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(bin => least + (bin * width))];
        waiting.Add((step, prefix) => new HistogramLogged(step, prefix + name, edges, counts));
    }

    /// <summary>The events of all that was shown since the last time.</summary>
    /// <param name="step">Optimizer steps done.</param>
    /// <param name="prefix">What names begin with: <c>train/</c>.</param>
    public IReadOnlyList<TrainingEvent> Take(long step, string prefix)
    {
        TrainingEvent[] events = [.. waiting.Select(make => make(step, prefix))];
        waiting.Clear();
        return events;
    }
}
