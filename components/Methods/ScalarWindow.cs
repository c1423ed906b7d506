using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// The scalars since the last logged line. Tensors wait unread, so that a step never waits for the device; reading them later
/// gives the same sums, so a checkpoint in the middle of a window changes nothing.
/// </summary>
public sealed class ScalarWindow : IDisposable
{
    private readonly Dictionary<string, Mean> means = [];
    private readonly Dictionary<string, double> latest = [];

    /// <summary>Adds a weighted figure to its mean.</summary>
    public void Add(string name, Tensor value, double weight) => MeanOf(name).Waiting.Add((value.DetachFromDisposeScope(), weight));

    /// <summary>Adds a figure to its mean.</summary>
    public void Add(string name, double value)
    {
        var mean = MeanOf(name);
        mean.Sum += value;
        mean.Weight++;
    }

    /// <summary>Sets a figure of which the latest counts.</summary>
    public void Set(string name, double value) => latest[name] = value;

    /// <summary>Reads all figures and empties the window.</summary>
    /// <param name="prefix">What names start with in the result: <c>train/</c>.</param>
    public Dictionary<string, double> Take(string prefix)
    {
        var values = new Dictionary<string, double>();
        foreach (var (name, mean) in means)
        {
            mean.Read();
            if (mean.Weight > 0)
            {
                values[prefix + name] = mean.Sum / mean.Weight;
            }

            (mean.Sum, mean.Weight) = (0, 0);
        }

        foreach (var (name, value) in latest)
        {
            values[prefix + name] = value;
        }

        latest.Clear();
        return values;
    }

    /// <summary>The state for a checkpoint.</summary>
    public ScalarWindowState State()
    {
        foreach (var mean in means.Values)
        {
            mean.Read();
        }

        return new(means.ToDictionary(entry => entry.Key, entry => new WeightedSum(entry.Value.Sum, entry.Value.Weight)), new(latest));
    }

    /// <summary>Takes the state back from a checkpoint.</summary>
    public void Restore(ScalarWindowState state)
    {
        foreach (var (name, sum) in state.Means)
        {
            means[name] = new Mean { Sum = sum.Sum, Weight = sum.Weight };
        }

        foreach (var (name, value) in state.Latest)
        {
            latest[name] = value;
        }
    }

    /// <summary>Frees tensors that were never read.</summary>
    public void Dispose()
    {
        foreach (var mean in means.Values)
        {
            mean.Waiting.ForEach(entry => entry.Value.Dispose());
        }
    }

    private Mean MeanOf(string name)
    {
        if (!means.TryGetValue(name, out var mean))
        {
            means[name] = mean = new Mean();
        }

        return mean;
    }

    private sealed class Mean
    {
        public List<(Tensor Value, double Weight)> Waiting { get; } = [];

        public double Sum { get; set; }

        public double Weight { get; set; }

        /// <summary>Reads what waits in one transfer: on a GPU every transfer waits for all work before it.</summary>
        public void Read()
        {
            if (Waiting.Count == 0)
            {
                return;
            }

            using var scope = NewDisposeScope();
            using var withoutGradients = no_grad();
            var values = stack(Waiting.ConvertAll(entry => entry.Value)).to(ScalarType.Float64).cpu().data<double>().ToArray();
            for (var index = 0; index < Waiting.Count; index++)
            {
                var (value, weight) = Waiting[index];
                Sum += values[index] * weight;
                Weight += weight;
                value.Dispose();
            }

            Waiting.Clear();
        }
    }
}
