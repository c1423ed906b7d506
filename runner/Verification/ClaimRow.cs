using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Output;

namespace ExperimentRunner.Verification;

/// <summary>One claim and what was measured of it: a line of every table of results.</summary>
public sealed record ClaimRow
{
    /// <summary>The config.</summary>
    public required string Config { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>What is claimed: <c>0.916 ± 0.005</c>.</summary>
    public required string Claim { get; init; }

    /// <summary>Where it is published.</summary>
    public string Source { get; init; } = "";

    /// <summary>How many seeds were measured.</summary>
    public int Seeds { get; init; }

    /// <summary>The mean over seeds; NaN when a trial diverged or none was run.</summary>
    public double Mean { get; init; } = double.NaN;

    /// <summary>Half the width of the mean's 95 % confidence interval; null for one seed.</summary>
    public double? HalfWidth { get; init; }

    /// <summary>What follows.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, where the figures do not say it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The time of the longest trial, in whole seconds.</summary>
    public long Seconds { get; init; }

    /// <summary>What it was measured on.</summary>
    public string Hardware { get; init; } = "";

    /// <summary>What computed it.</summary>
    public string Versions { get; init; } = "";

    /// <summary>The day of the last trial's end, in UTC.</summary>
    public string Date { get; init; } = "";

    /// <summary>The mean with its interval, as people read it.</summary>
    internal string Measured => double.IsNaN(Mean) ? "" : HalfWidth is { } half ? $"{Figure(Mean)} ± {Figure(half)}" : Figure(Mean);

    /// <summary>Whether another row is of the same claim: one config, one metric.</summary>
    internal bool IsSameClaim(ClaimRow other) => other.Config == Config && other.Metric == Metric;

    /// <summary>A verdict as people read it.</summary>
    internal static string Word(Verdict verdict) => verdict == Verdict.NotMeasured ? "not measured" : verdict.ToString().ToLowerInvariant();

    /// <summary>An expectation as people read it.</summary>
    internal static string Describe(Expectation claim)
    {
        var tolerance = claim.Tolerance > 0 ? $" ± {Figure(claim.Tolerance)}" : "";
        string[] bounds =
        [
            .. claim.Figure is { } figure ? [Figure(figure)] : Array.Empty<string>(),
            .. claim.AtLeast is { } low ? [$"≥ {Figure(low)}"] : Array.Empty<string>(),
            .. claim.AtMost is { } high ? [$"≤ {Figure(high)}"] : Array.Empty<string>(),
        ];
        return string.Join(", ", bounds) + tolerance;
    }

    private static string Figure(double value) => Math.Abs(value) is >= 1e-4 and < 1e6 or 0
        ? value.ToString("0.#####", CultureInfo.InvariantCulture)
        : Measure.Number(value);
}

/// <summary>How <c>verify --json</c> writes its table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(VerdictConverter)])]
[JsonSerializable(typeof(ClaimRow[]))]
internal sealed partial class ClaimJson : JsonSerializerContext
{
    /// <summary>Verdicts by name: <c>not_measured</c>.</summary>
    private sealed class VerdictConverter() : JsonStringEnumConverter<Verdict>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
