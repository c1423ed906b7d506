using ExperimentRunner.Components.Searches;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every search must keep.</summary>
public abstract class SearchConformance : ComponentConformance<ISearch>
{
    private const int Enough = 100;

    /// <summary>A space that every component under test can search.</summary>
    protected virtual SearchSpace Space { get; } = new(
    [
        new SearchDimension("model") { Count = 3, IsOrdered = false },
        new SearchDimension("model.depth") { Count = 2, When = new SearchCondition(0, 1) },
        new SearchDimension("train.batch_size") { Count = 5 },
    ]);

    [Fact]
    public void PointsLieInTheCube() => ForEach(component =>
    {
        var points = Ask(component.Begin(Space, 1), Enough);
        points.Should().NotBeEmpty();
        points.Should().OnlyContain(point => point.Coordinates.Count == Space.Dimensions.Count);
        points.SelectMany(point => point.Coordinates).Should().OnlyContain(coordinate => coordinate >= 0 && coordinate < 1);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void WhoIsAskedAndToldTheSameGoesOnTheSame(int before) => ForEach(component =>
    {
        var (undisturbed, replayed) = (component.Begin(Space, 5), component.Begin(Space, 5));
        Work(replayed, before).Should().Equal(Work(undisturbed, before));
        Work(replayed, Enough).Should().Equal(Work(undisturbed, Enough));
    });

    [Fact]
    public void IsAskedAheadAndToldInAnyOrder() => ForEach(component =>
    {
        var run = component.Begin(Space, 2);
        var ahead = Ask(run, 5);
        foreach (var (point, place) in ahead.Reverse().Select((point, place) => (point, place)))
        {
            run.Tell(point, place % 2 == 0 ? null : place);
        }

        ahead.Concat(Ask(run, Enough)).Should().HaveCount(Ask(component.Begin(Space, 2), Enough + 5).Length);
    });

    [Fact]
    public void WhatIsRefusedIsNoTrial() => ForEach(component =>
    {
        var run = component.Begin(Space, 3);
        var (refused, accepted) = (0, 0);
        while (refused + accepted < Enough && run.Ask() is { } point)
        {
            if ((refused + accepted) % 3 == 1)
            {
                run.Refuse(point);
                refused++;
            }
            else
            {
                accepted++;
            }
        }

        var all = Ask(component.Begin(Space, 3), Enough).Length;
        accepted.Should().BeInRange(all - refused, all, "a budget counts trials, and a grid has no more points");
    });

    [Fact]
    public void WhatIsOverStaysOver() => ForEach(component =>
    {
        var run = component.Begin(Space, 4);
        if (Ask(run, Enough).Length < Enough)
        {
            run.Ask().Should().BeNull();
            run.Ask().Should().BeNull();
        }
    });

    private static SearchPoint[] Ask(ISearcher run, int most)
    {
        var points = new List<SearchPoint>();
        while (points.Count < most && run.Ask() is { } point)
        {
            points.Add(point);
        }

        return [.. points];
    }

    /// <summary>Asks, refuses and tells as a sweep does, two points at a time, and gives what was answered.</summary>
    private static string[] Work(ISearcher run, int questions)
    {
        var answers = new List<string>();
        for (var question = 0; question < questions && run.Ask() is { } point; question++)
        {
            answers.Add(string.Join(' ', point.Coordinates));
            if (question % 5 == 4)
            {
                run.Refuse(point);
                continue;
            }

            var next = run.Ask();
            answers.Add(next is null ? "none" : string.Join(' ', next.Coordinates));
            if (next is not null)
            {
                run.Tell(next, question % 4 == 0 ? null : next.Coordinates.Sum());
            }

            run.Tell(point, point.Coordinates.Sum());
        }

        return [.. answers];
    }
}
