using System.Globalization;

namespace ExperimentRunner.Benchmarks;

/// <summary>The mean ratio of two times measured in turn, with its 95 % interval.</summary>
/// <param name="Mean">The geometric mean of the pairs' ratios.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="Pairs">The number of pairs.</param>
internal sealed record Ratio(double Mean, double Low, double High, int Pairs)
{
    private const double Student95 = 2.009; // two-sided 95 %, 50 degrees of freedom

    /// <summary>Measures both in turn, so that what else the machine does hits both alike; which goes first changes every pair.</summary>
    public static Ratio Measure(Func<TimeSpan> measured, Func<TimeSpan> reference, int pairs = 51)
    {
        measured();
        reference();
        var logs = new double[pairs];
        for (var pair = 0; pair < pairs; pair++)
        {
            var first = pair % 2 == 0 ? measured() : reference();
            var second = pair % 2 == 0 ? reference() : measured();
            logs[pair] = Math.Log(pair % 2 == 0 ? first / second : second / first);
        }

        var mean = logs.Average();
        var error = Student95 * Math.Sqrt(logs.Sum(log => (log - mean) * (log - mean)) / (pairs - 1) / pairs);
        return new Ratio(Math.Exp(mean), Math.Exp(mean - error), Math.Exp(mean + error), pairs);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Mean:0.000} (95 % interval {Low:0.000} to {High:0.000}, {Pairs} pairs)");
}
