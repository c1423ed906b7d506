using CsCheck;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Components.Searches;

namespace ExperimentRunner.Tests.Components.Searches;

public sealed class SobolTests
{
    [Fact]
    public void A_power_of_two_of_points_has_one_in_each_part_of_every_axis() =>
        Gen.Select(Gen.Long, Gen.Int[1, 256], Gen.Int[0, 9]).Sample((seed, dimensions, power) =>
        {
            var points = Points(new Sobol { Trials = 1 << power }, dimensions, seed);
            for (var axis = 0; axis < dimensions; axis++)
            {
                points.Select(point => (int)(point[axis] * points.Length)).Distinct().Count().Should().Be(points.Length);
            }
        }, iter: 30);

    [Fact]
    public void Two_axes_together_are_even_too()
    {
        var points = Points(new Sobol { Trials = 256 }, 2, seed: 7);
        for (var wide = 0; wide <= 8; wide++)
        {
            points.Select(point => ((int)(point[0] * (1 << wide)), (int)(point[1] * (1 << (8 - wide))))).Distinct().Should().HaveCount(256);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(3)]
    public void Its_discrepancy_is_below_that_of_random_points(int dimensions)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            Discrepancy(Points(new Sobol { Trials = 128 }, dimensions, seed))
                .Should().BeLessThan(0.7 * Discrepancy(Points(new RandomSearch { Trials = 128 }, dimensions, seed)));
        }
    }

    [Fact]
    public void More_trials_go_on_with_the_same_points() =>
        Points(new Sobol { Trials = 40 }, 3, seed: 1)[..10].Should().BeEquivalentTo(Points(new Sobol { Trials = 10 }, 3, seed: 1), order => order.WithStrictOrdering());

    [Fact]
    public void Another_seed_gives_other_points() =>
        Points(new Sobol { Trials = 10 }, 3, seed: 1).Should().NotBeEquivalentTo(Points(new Sobol { Trials = 10 }, 3, seed: 2));

    [Fact]
    public void The_mean_of_a_smooth_function_is_known_better_than_from_random_points()
    {
        static double Product(double[] point) => point.Aggregate(1.0, (product, x) => product * (1 + ((x - 0.5) / 2)));
        double Error(Func<int, ISearch> search) => Enumerable.Range(0, 20).Average(seed => Math.Abs(Points(search(256), 6, seed).Average(Product) - 1));

        Error(trials => new Sobol { Trials = trials }).Should().BeLessThan(Error(trials => new RandomSearch { Trials = trials }) / 5);
    }

    [Fact]
    public void A_space_with_too_many_dimensions_is_refused() => new Sobol { Trials = 1 }.Invoking(sobol => sobol.Begin(Space(257), 0))
        .Should().Throw<InvalidOperationException>().WithMessage("'sobol' covers up to 256 dimensions, and this space has 257: use {type: random, trials: 1}");

    /// <summary>The squared L2-star discrepancy (Warnock 1972).</summary>
    private static double Discrepancy(double[][] points)
    {
        var (count, dimensions) = (points.Length, points[0].Length);
        var single = points.Sum(point => point.Aggregate(1.0, (product, x) => product * (1 - (x * x)) / 2));
        var pairs = points.Sum(one => points.Sum(other => one.Zip(other).Aggregate(1.0, (product, pair) => product * (1 - Math.Max(pair.First, pair.Second)))));
        return Math.Pow(1.0 / 3, dimensions) - (2.0 / count * single) + (pairs / count / count);
    }

    private static double[][] Points(ISearch search, int dimensions, long seed)
    {
        var run = search.Begin(Space(dimensions), seed);
        var points = new List<double[]>();
        while (run.Ask() is { } point)
        {
            points.Add([.. point.Coordinates]);
        }

        return [.. points];
    }

    private static SearchSpace Space(int dimensions) =>
        new([.. Enumerable.Range(0, dimensions).Select(axis => new SearchDimension($"x{axis}"))]);
}
