using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Searches;

/// <summary>Points drawn independently (Bergstra and Bengio: Random search for hyper-parameter optimization; JMLR 2012).</summary>
[Synonyms("RandomSampler", "random_search")]
[Component("random")]
public sealed record RandomSearch : ISearch
{
    /// <summary>How many points are tried. More of them go on with the same search.</summary>
    [Synonyms("n_trials", "num_trials", "num_samples", "max_trials", "run_cap", "n_iter")]
    [Range(1, double.PositiveInfinity), NotIdentity]
    public required int Trials { get; init; }

    /// <inheritdoc/>
    public ISearcher Begin(SearchSpace space, long seed)
    {
        var key = PhiloxKey.Of(seed, "search");
        return new SequenceSearcher(Trials, index => new SearchPoint(
            [.. Enumerable.Range(0, space.Dimensions.Count).Select(dimension => Philox.Uniform(key, (ulong)index, (uint)dimension, 0))]));
    }
}
