using System.Globalization;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Verification;

/// <summary>Sets the claims of a config against measurements.</summary>
/// <param name="config">The config.</param>
/// <param name="here">What this machine can measure.</param>
internal sealed class ClaimJudge(ClaimedConfig config, HardwareClass here)
{
    /// <summary>A judge on this machine.</summary>
    internal static ClaimJudge Here(ClaimedConfig config) => new(config, LocalHardware.ClassOf(config.Experiment.Train.Device));

    /// <summary>How many seeds the claims that can be measured here need: 0 when there are none.</summary>
    internal int Seeds => config.Claims.Values.Where(IsForHere).Select(claim => claim.Seeds).DefaultIfEmpty(0).Max();

    /// <summary>Judges every claim.</summary>
    /// <param name="trials">The measurement of each seed; fewer than <see cref="Seeds"/> when one is missing.</param>
    /// <param name="obstacle">What kept the next trial from ending.</param>
    internal ClaimRow[] Judge(IReadOnlyList<TrialMeasurement> trials, string obstacle) => [.. config.Claims.Select(entry =>
        !IsForHere(entry.Value) ? Row(entry.Key, entry.Value, Verdict.NotMeasured) with { Note = $"claimed for a {entry.Value.Hardware.ToString().ToUpperInvariant()}" }
        : trials.Count < entry.Value.Seeds ? Row(entry.Key, entry.Value, Verdict.Failed) with { Note = obstacle }
        : Judge(entry.Key, entry.Value, [.. trials.Take(entry.Value.Seeds)]))];

    private bool IsForHere(Expectation claim) => claim.Hardware == HardwareClass.Any || claim.Hardware == here;

    private ClaimRow Judge(string metric, Expectation claim, TrialMeasurement[] trials)
    {
        var interval = Interval.Of([.. trials.Select(trial => trial.Values.GetValueOrDefault(metric, double.NaN))]);
        var took = trials.Max(trial => trial.Took);
        var isSlow = took > claim.TimeLimit;
        var better = MonitorChoice.OwnDirection(metric[(metric.IndexOf('/', StringComparison.Ordinal) + 1)..], config.Experiment.Metrics);
        return Row(metric, claim, claim.IsMetBy(interval.Mean, better) && !isSlow ? Verdict.Reproduced : Verdict.Missed) with
        {
            Seeds = trials.Length,
            Mean = interval.Mean,
            HalfWidth = interval.HalfWidth,
            Note = trials.Any(trial => !trial.Values.ContainsKey(metric)) ? $"'{metric}' was not measured: its set holds no samples"
                : double.IsNaN(interval.Mean) ? "a trial diverged"
                : isSlow ? $"slower than {Measure.Time(claim.TimeLimit!.Value)}"
                : claim.IsSurpassedBy(interval.Mean, better) ? "better than claimed" : "",
            Seconds = (long)took.TotalSeconds,
            Hardware = Distinct(trials.Select(trial => trial.Hardware)),
            Versions = Distinct(trials.Select(trial => trial.Versions)),
            Date = trials.Max(trial => trial.Ended).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private ClaimRow Row(string metric, Expectation claim, Verdict verdict) => new()
    {
        Config = config.Path,
        Metric = metric,
        Claim = ClaimRow.Describe(claim),
        Source = claim.Source ?? "",
        Verdict = verdict,
    };

    private static string Distinct(IEnumerable<string> texts) => string.Join("; ", texts.Distinct(StringComparer.Ordinal));
}
