using ExperimentRunner.Components.Searches;

namespace ExperimentRunner.Tests.Components.Searches;

public sealed class RandomSearchTests
{
    private static readonly SearchSpace Space = new([new SearchDimension("x"), new SearchDimension("y")]);

    [Fact]
    public void There_are_as_many_points_as_trials() => Points(new RandomSearch { Trials = 7 }, seed: 1).Should().HaveCount(7);

    [Fact]
    public void More_trials_go_on_with_the_same_points() =>
        Points(new RandomSearch { Trials = 40 }, seed: 1).Take(10).Should().Equal(Points(new RandomSearch { Trials = 10 }, seed: 1));

    [Fact]
    public void Another_seed_gives_other_points() =>
        Points(new RandomSearch { Trials = 10 }, seed: 1).Should().NotIntersectWith(Points(new RandomSearch { Trials = 10 }, seed: 2));

    [Fact]
    public void Neither_points_nor_axes_repeat() =>
        Points(new RandomSearch { Trials = 100 }, seed: 3).SelectMany(point => new[] { point.X, point.Y }).Should().OnlyHaveUniqueItems();

    [Fact]
    public void In_place_of_a_refused_point_comes_the_next_one()
    {
        var run = new RandomSearch { Trials = 3 }.Begin(Space, 4);
        run.Refuse(run.Ask()!);
        var accepted = new[] { run.Ask(), run.Ask(), run.Ask(), run.Ask() };
        accepted[^1].Should().BeNull();
        accepted[..3].Select(point => Of(point!)).Should().Equal(Points(new RandomSearch { Trials = 4 }, seed: 4).Skip(1));
    }

    private static IEnumerable<(double X, double Y)> Points(RandomSearch search, long seed)
    {
        var run = search.Begin(Space, seed);
        while (run.Ask() is { } point)
        {
            yield return Of(point);
        }
    }

    private static (double X, double Y) Of(SearchPoint point) => (point.Coordinates[0], point.Coordinates[1]);
}
