using CsCheck;
using ExperimentRunner.Pictures;

namespace ExperimentRunner.Tests.Runner.Pictures;

public sealed class CurveTests
{
    [Fact]
    public void Few_values_are_kept_as_they_are()
    {
        var curve = CurveOf([(0, 1), (1, 3), (2, 2)]);
        curve.Points.Should().Equal((0, 1), (1, 3), (2, 2));
    }

    [Fact]
    public void However_many_values_come_few_points_remain_that_follow_them() => Gen.Int[1, 50_000].Sample(count =>
    {
        var points = CurveOf(Enumerable.Range(0, count).Select(index => ((double)index, 2.0 * index))).Points;
        points.Should().HaveCountLessThanOrEqualTo(Curve.Most + 1);
        points.Should().OnlyContain(point => Math.Abs(point.Y - (2 * point.X)) < 1e-6, "a point is the mean of neighbours");
        points.Select(point => point.X).Should().BeInAscendingOrder();
        points[^1].X.Should().BeGreaterThan((count - 1) * 0.99 - 1, "the end is drawn");
    }, iter: 20);

    [Fact]
    public void Values_that_are_not_finite_leave_no_trace() =>
        CurveOf([(0, double.NaN), (1, 3), (2, double.PositiveInfinity)]).Points.Should().Equal((1, 3));

    private static Curve CurveOf(IEnumerable<(double X, double Y)> values)
    {
        var curve = new Curve();
        foreach (var (x, y) in values)
        {
            curve.Add(x, y);
        }

        return curve;
    }
}
