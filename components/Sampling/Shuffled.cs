using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Sampling;

/// <summary>Every sample once, in another order every epoch.</summary>
[Component("shuffled")]
public sealed record Shuffled : ISampler
{
    /// <inheritdoc/>
    public EpochOrder Build(SampleSubset subset, DataSpec data) => (order, seed, epoch) =>
    {
        subset.Indices.CopyTo(order);
        Permutation.Shuffle(order, PhiloxKey.Of(seed, "shuffle"), epoch);
    };
}
