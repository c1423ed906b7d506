using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Searches;

/// <summary>
/// A Sobol' sequence (Sobol' 1967; direction numbers of Joe and Kuo: Constructing Sobol sequences with better two-dimensional
/// projections; SIAM J. Sci. Comput. 30, 2008), scrambled (Owen: Randomly permuted (t,m,s)-nets and (t,s)-sequences; 1995): points
/// that fill the space more evenly than random ones. Best with a power of two of them. Up to 256 dimensions.
/// </summary>
[Synonyms("QMCSampler", "qmc")]
[Component("sobol")]
public sealed record Sobol : ISearch
{
    /// <summary>How many points are tried. More of them go on with the same sequence.</summary>
    [Synonyms("n_trials", "num_trials", "num_samples", "max_trials", "run_cap", "n_iter")]
    [Range(1, double.PositiveInfinity), NotIdentity]
    public required int Trials { get; init; }

    /// <inheritdoc/>
    public ISearcher Begin(SearchSpace space, long seed)
    {
        if (space.Dimensions.Count > SobolSequence.MostDimensions)
        {
            throw new InvalidOperationException(
                $"'sobol' covers up to {SobolSequence.MostDimensions} dimensions, and this space has {space.Dimensions.Count}: use {{type: random, trials: {Trials}}}");
        }

        var sequence = new SobolSequence(PhiloxKey.Of(seed, "search"));
        return new SequenceSearcher(Trials, index => new SearchPoint(
            [.. Enumerable.Range(0, space.Dimensions.Count).Select(dimension => sequence.Coordinate((uint)index, dimension))]));
    }
}
