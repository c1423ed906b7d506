using ExperimentRunner.Verification;

namespace ExperimentRunner.Tests.Runner.Verification;

public sealed class IntervalTests
{
    [Fact]
    public void A_single_value_has_no_interval() => Interval.Of([0.5]).Should().Be(new Interval(0.5, null));

    [Fact]
    public void Equal_values_have_none_to_speak_of() => Interval.Of([0.5, 0.5, 0.5]).Should().Be(new Interval(0.5, 0));

    // s = 1 and n = 3: 4.3027 / √3.
    [Fact]
    public void Three_values_give_Students_interval()
    {
        var interval = Interval.Of([1, 2, 3]);
        interval.Mean.Should().Be(2);
        interval.HalfWidth.Should().BeApproximately(2.48414, 1e-4);
    }

    /// <summary>Each quantile against the distribution function itself, integrated numerically.</summary>
    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_quantile_is_that_of_Students_distribution(int count)
    {
        // One value off the rest by n makes the half-width the quantile: mean 1, s = √n.
        double[] values = [count, .. Enumerable.Repeat(0.0, count - 1)];
        var quantile = Interval.Of(values).HalfWidth!.Value;
        Probability(quantile, count - 1).Should().BeApproximately(0.975, 5e-6);
    }

    public static TheoryData<int> Counts() => [.. Enumerable.Range(2, 29)];

    /// <summary>By Simpson's rule over θ with t = √ν tan θ, where the density is proportional to cos^(ν−1) θ.</summary>
    private static double Probability(double t, int degrees)
    {
        var whole = Integral(Math.PI / 2, degrees);
        return 0.5 + (Integral(Math.Atan(t / Math.Sqrt(degrees)), degrees) / (2 * whole));
    }

    private static double Integral(double end, int degrees)
    {
        const int Parts = 4000;
        var width = end / Parts;
        return Enumerable.Range(0, Parts + 1).Sum(i => (i is 0 or Parts ? 1 : i % 2 == 0 ? 2 : 4) * Math.Pow(Math.Cos(i * width), degrees - 1)) * width / 3;
    }
}
