using ExperimentRunner.Registry.Diagnostics;
using MathNet.Numerics.Distributions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Ranges between numbers, by the names in which they are written.</summary>
internal static class NumberRange
{
    private const long MostSteps = 1_000_000;
    private const double Largest = 1e15; // up to here a double tells whole numbers and steps apart
    private const double FinestStep = 1e-12;
    private const double Rarest = 1e-12; // a normal distribution has no ends; this far out it is cut

    /// <summary>What is wrong with the numbers of a range, and which of them it is; null where nothing is.</summary>
    internal static (string Problem, int? Place)? Problem(string name, IReadOnlyList<double> numbers)
    {
        var (low, high) = (numbers[0], numbers[1]);
        return name switch
        {
            "normal" => high > 0 ? null : ("the deviation must be above zero", 1),
            "log_uniform" or "log_int" when low <= 0 => ($"'{name}' has a logarithmic scale, so its numbers must be above zero", 0),
            "int" or "log_int" when !IsWhole(low) || !IsWhole(high) => ($"'{name}' goes from one whole number to another", IsWhole(low) ? 1 : 0),
            "uniform" or "log_uniform" when low == high => ($"'{name}' has one value only: set it outside of the sweep", null),
            _ when low > high => ($"'{name}' goes from the lower number to the higher one", null),
            "uniform" when !double.IsFinite(high - low) => ("these numbers are too far apart", null),
            "step" when numbers[2] <= 0 => ("the step must be above zero", 2),
            "step" when Math.Max(Math.Abs(low), Math.Abs(high)) > Largest => ("these numbers are too large for steps", null),
            "step" when numbers[2] < FinestStep => ("this step is too fine", 2),
            "step" when (high - low) / numbers[2] > MostSteps => ($"these are more than {MostSteps:0} steps", null),
            _ => null,
        };
    }

    /// <summary>The range of numbers that have no problem.</summary>
    internal static ValueRange Of(string name, SourceSpan span, IReadOnlyList<double> numbers)
    {
        var (low, high) = (numbers[0], numbers[1]);
        return name switch
        {
            "uniform" => new ContinuousRange(span, low, high, high - low, at => low + (at * (high - low))),
            "log_uniform" => new ContinuousRange(span, low, high, high - low, at => low * Math.Exp(at * Math.Log(high / low))),
            "normal" => new ContinuousRange(
                span, double.NegativeInfinity, double.PositiveInfinity, high, at => low + (high * Normal.InvCDF(0, 1, Math.Clamp(at, Rarest, 1 - Rarest)))),
            "log_int" => new ContinuousRange(span, low, high, high - low, at => Math.Floor(low * Math.Exp(at * Math.Log((high + 1) / low)))),
            "int" => new SteppedRange(span, low, 1, (long)(high - low) + 1),
            _ => new SteppedRange(span, low, numbers[2], (long)Math.Floor(((high - low) / numbers[2]) + 1e-9) + 1),
        };
    }

    private static bool IsWhole(double number) => double.IsInteger(number) && Math.Abs(number) <= Largest;
}
