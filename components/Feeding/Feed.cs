using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Components.Sampling;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Feeding;

/// <summary>
/// Batches of a subset, with its augmentations. Which samples a batch holds is a pure function of seed, epoch and position, so a
/// feed has no state to save: it may be asked for any batch at any time.
/// </summary>
public sealed class Feed : IDisposable
{
    private readonly SampleSubset subset;
    private readonly (IAugmentation Augmentation, string Place)[] augmentations;
    private readonly List<PhiloxKey[]> keys = []; // of each view, for each augmentation
    private readonly EpochOrder? epochOrder;
    private readonly long seed;
    private readonly Device device;
    private readonly long[] order;
    private readonly long[] draws;
    private Tensor? orderTensor;
    private long orderEpoch = -1;

    /// <summary>A feed of one split.</summary>
    /// <param name="subset">The samples.</param>
    /// <param name="split">The purpose, which decides what augmentations apply.</param>
    /// <param name="augmentations">All augmentations of the experiment, in order.</param>
    /// <param name="seed">Of order and augmentation.</param>
    /// <param name="device">Where batches are wanted; the samples are there already.</param>
    /// <param name="epochOrder">Which samples make up an epoch; null for each once, in the order of the subset.</param>
    public Feed(
        SampleSubset subset, DataSplit split, IReadOnlyList<IAugmentation> augmentations, long seed, Device device, EpochOrder? epochOrder = null)
    {
        this.subset = subset;
        this.seed = seed;
        this.device = device;
        this.epochOrder = epochOrder;
        this.augmentations = [.. augmentations
            .Select((augmentation, place) => (augmentation, $"augmentation.{place}"))
            .Where(entry => Serves(entry.augmentation, split))];
        Spec = this.augmentations.Aggregate(subset.Samples.Spec, (before, entry) => entry.Augmentation.SpecAfter(before));
        order = [.. subset.Indices];
        draws = [.. subset.Indices];
    }

    /// <summary>The number of samples.</summary>
    public int Count => order.Length;

    /// <summary>What the fields are after augmentation.</summary>
    public DataSpec Spec { get; }

    /// <summary>Fetches samples of an epoch's order.</summary>
    /// <param name="epoch">The pass over the data, from 0.</param>
    /// <param name="start">The first position in the epoch.</param>
    /// <param name="length">How many samples; positions beyond the end must not be asked for.</param>
    /// <param name="view">Which view of the samples, from 0: each has draws of its own.</param>
    public Batch Fetch(long epoch, int start, int length, int view = 0)
    {
        using var indices = Order(epoch).narrow(0, start, length);
        var batch = subset.Samples.Fetch(new Rows(indices, order.AsSpan(start, length)));
        for (var place = 0; place < augmentations.Length; place++)
        {
            batch = augmentations[place].Augmentation.Apply(batch, new SampleDraws(KeysOf(view)[place], epoch, draws.AsSpan(start, length)));
        }

        return batch.As(Spec);
    }

    /// <inheritdoc/>
    public void Dispose() => orderTensor?.Dispose();

    private static bool Serves(IAugmentation augmentation, DataSplit split) =>
        augmentation.On?.Contains(split) ?? (!augmentation.IsRandom || split == DataSplit.Train);

    private PhiloxKey[] KeysOf(int view)
    {
        while (keys.Count <= view)
        {
            var suffix = keys.Count == 0 ? "" : $".view.{keys.Count}";
            keys.Add(Array.ConvertAll(augmentations, entry => PhiloxKey.Of(seed, entry.Place + suffix)));
        }

        return keys[view];
    }

    private Tensor Order(long epoch)
    {
        if (orderTensor is not null && (epochOrder is null || epoch == orderEpoch))
        {
            return orderTensor;
        }

        if (epochOrder is not null)
        {
            epochOrder(order, seed, epoch);
            NumberRepeats();
        }

        orderTensor?.Dispose();
        orderTensor = tensor(order, device: device).DetachFromDisposeScope();
        orderEpoch = epoch;
        return orderTensor;
    }

    /// <summary>A sample that comes again in an epoch draws other random numbers there: its repeat stands above bit 40.</summary>
    private void NumberRepeats()
    {
        if (augmentations.Length == 0)
        {
            return;
        }

        var seen = new int[subset.Samples.Count];
        for (var position = 0; position < order.Length; position++)
        {
            draws[position] = order[position] | (long)seen[order[position]]++ << 40;
        }
    }
}
