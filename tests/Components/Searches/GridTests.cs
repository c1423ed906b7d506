using ExperimentRunner.Components.Searches;

namespace ExperimentRunner.Tests.Components.Searches;

public sealed class GridTests
{
    [Fact]
    public void The_last_dimension_counts_fastest() =>
        Values(new SearchDimension("a") { Count = 2 }, new SearchDimension("b") { Count = 3 })
            .Should().Equal("00", "01", "02", "10", "11", "12");

    [Fact]
    public void A_dimension_of_an_alternative_multiplies_that_alternative_only() =>
        Values(
            new SearchDimension("model") { Count = 3 },
            new SearchDimension("model.depth") { Count = 2, When = new SearchCondition(0, 1) },
            new SearchDimension("model.depth.kind") { Count = 2, When = new SearchCondition(1, 1) },
            new SearchDimension("lr") { Count = 2 })
            .Should().Equal("0000", "0001", "1000", "1001", "1100", "1101", "1110", "1111", "2000", "2001");

    [Fact]
    public void A_space_without_dimensions_has_one_point() => Values().Should().Equal("");

    [Fact]
    public void A_continuous_dimension_is_refused() => new Grid().Invoking(grid => grid.Begin(new SearchSpace([new SearchDimension("optimizer.lr")]), 0))
        .Should().Throw<InvalidOperationException>().WithMessage("'grid' tries every value, and optimizer.lr has endlessly many: write step(…)*");

    private static IEnumerable<string> Values(params SearchDimension[] dimensions)
    {
        var run = new Grid().Begin(new SearchSpace(dimensions), 0);
        while (run.Ask() is { } point)
        {
            yield return string.Concat(point.Coordinates.Select((coordinate, place) => dimensions[place].ValueAt(coordinate)));
        }
    }
}
