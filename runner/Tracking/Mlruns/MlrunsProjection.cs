using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>
/// Keeps <c>mlruns/</c>, which <c>mlflow ui</c> opens, beside the ledger. A pure projection: what stands there follows from the
/// trial's view alone, so a kill at any instant costs nothing but lateness.
/// </summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="clock">The clock.</param>
public sealed class MlrunsProjection(SecretMask mask, TimeProvider clock) : ITrialObserver, ITrackingPlace
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MlrunsSweep> sweeps = new(StringComparer.Ordinal);
    private bool isRepaired;

    /// <inheritdoc/>
    public string Product => "the MLflow files in mlruns/";

    /// <inheritdoc/>
    public string LookAt(TrialContext trial) => $"mlflow ui --backend-store-uri {ShellWord.Of(trial.Runs.MlrunsFolder)}";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        Repair(trial.Runs);
        var attempt = new MlrunsAttempt(trial, history, mask, clock);
        return trial.Sweep is { } sweep ? new MlrunsSweepAttempt(attempt, SweepOf(trial, sweep)) : attempt;
    }

    private MlrunsSweep SweepOf(TrialContext trial, SweepLink sweep)
    {
        lock (gate)
        {
            return sweeps.TryGetValue(sweep.RunId, out var known) ? known : sweeps[sweep.RunId] = new MlrunsSweep(trial, sweep, mask);
        }
    }

    /// <summary>Once, since it looks at every run.</summary>
    private void Repair(RunsFolder runs)
    {
        lock (gate)
        {
            if (!isRepaired)
            {
                MlrunsRepair.Run(runs);
                isRepaired = true;
            }
        }
    }
}
