using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Verification;

/// <summary>What a trial with nothing left to do measured.</summary>
/// <param name="Values">Every scalar: a validation's from the checkpoint that was tested, any other's last value.</param>
/// <param name="Took">How long the trial took, in whole seconds, as results keep it.</param>
/// <param name="Hardware">What it ran on.</param>
/// <param name="Versions">What computed it.</param>
/// <param name="Ended">When, in UTC.</param>
internal sealed record TrialMeasurement(
    IReadOnlyDictionary<string, double> Values, TimeSpan Took, string Hardware, string Versions, DateTimeOffset Ended)
{
    private const string Validation = "val/";

    /// <summary>Reads a trial's record.</summary>
    internal static TrialMeasurement Read(TrialFolder folder, TrialState trial)
    {
        var events = new TrialView(folder, trial).ReadNew();
        var ended = trial.LastAttempt!.Ended!;
        var started = events.OfType<TrainingStarted>().LastOrDefault();
        var environment = StrictJson.ReadFile(folder.EnvironmentFile, TrackingJson.Default.EnvironmentRecord, "restore it from a copy, or measure again with --fresh");
        return new TrialMeasurement(
            Scalars(events, ended.BestStep),
            TimeSpan.FromSeconds(Math.Ceiling(trial.Took.TotalSeconds)),
            $"{started?.Device}: {Processors(started?.Device, environment)}, {Measure.Count(trial.Created.Threads, "thread")}",
            $"experiment {environment.Versions.GetValueOrDefault("experiment", "unknown")}, libtorch {started?.LibTorch}",
            ended.Time);
    }

    private static string Processors(string? device, EnvironmentRecord environment) => device is not null && DeviceName.IsGpu(device) && environment.Gpus.Count > 0
        ? string.Join(" or ", environment.Gpus.Distinct(StringComparer.Ordinal))
        : environment.Processor;

    private static Dictionary<string, double> Scalars(IEnumerable<TrainingEvent> events, long? bestStep)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var scalars in events.OfType<ScalarsLogged>())
        {
            foreach (var (name, value) in scalars.Values.Where(scalar => IsTested(scalar.Key, scalars.Step, bestStep)))
            {
                values[name] = value;
            }
        }

        return values;
    }

    private static bool IsTested(string name, long step, long? bestStep) =>
        bestStep is null || step == bestStep || !name.StartsWith(Validation, StringComparison.Ordinal);
}
