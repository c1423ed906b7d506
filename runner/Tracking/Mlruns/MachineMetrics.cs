using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The figures of the machine during all attempts of a trial, as metrics whose steps count the samples.</summary>
internal sealed class MachineMetrics(TrialFolder folder, TrialState trial)
{
    private readonly EventReader[] attempts = [.. trial.Attempts.Select(attempt => new EventReader(folder.Attempt(attempt.Number).SystemFile))];
    private long samples;

    /// <summary>What has been added since the last time.</summary>
    internal IEnumerable<ScalarsLogged> ReadNew() => attempts.SelectMany(attempt => attempt.ReadNew()).OfType<SystemSampled>()
        .Select(sample => new ScalarsLogged(samples++, null, sample.Values.ToDictionary(value => RunMetrics.Machine + value.Key, value => value.Value, StringComparer.Ordinal), null) { Time = sample.Time });
}
