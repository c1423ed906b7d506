using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Components;

namespace SamplePlugin;

/// <summary>Points that step through the cube by powers of a generalised golden ratio (Roberts 2018, "The unreasonable effectiveness of quasirandom sequences").</summary>
[Component("golden_ratio")]
public sealed record GoldenRatio : ISearch
{
    /// <summary>How many points are tried.</summary>
    [Range(1, double.PositiveInfinity), NotIdentity]
    public required int Trials { get; init; }

    /// <inheritdoc/>
    public ISearcher Begin(SearchSpace space, long seed)
    {
        var ratio = 1.0;
        for (var round = 0; round < 50; round++)
        {
            ratio = Math.Pow(1 + ratio, 1.0 / (space.Dimensions.Count + 1)); // x^(d+1) = x + 1
        }

        var begin = Philox.Uniform(PhiloxKey.Of(seed, "golden_ratio"), 0, 0, 0);
        return new Run(Trials, begin, [.. space.Dimensions.Select((_, place) => Math.Pow(ratio, -place - 1))]);
    }

    private sealed class Run(int trials, double begin, double[] steps) : ISearcher
    {
        private int asked;
        private int refused;

        public SearchPoint? Ask() => asked - refused < trials ? PointAt(asked++) : null;

        public void Refuse(SearchPoint point) => refused++;

        public void Tell(SearchPoint point, double? score)
        {
        }

        private SearchPoint PointAt(int number) => new([.. steps.Select(step => (begin + (number * step)) % 1)]);
    }
}
