using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking.Mlflow;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>
/// Keeps <c>mlruns/</c>, the layout of MLflow's file store, beside the ledger. A pure projection: what stands there follows from the
/// trial's view alone, so a kill at any instant costs nothing but lateness.
/// </summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="clock">The clock.</param>
public sealed class MlrunsProjection(SecretMask mask, TimeProvider clock) : ITrialObserver, ITrackingPlace
{
    private readonly Lock gate = new();
    private readonly HashSet<string> sweeps = new(StringComparer.Ordinal);
    private bool isRepaired;

    /// <inheritdoc/>
    public string Product => "the MLflow files in mlruns/";

    /// <inheritdoc/>
    public string LookAt(TrialContext trial) => $"experiment ui{trial.Runs.Option}";

    /// <inheritdoc/>
    public IAttemptObserver Begin(TrialContext trial, IReadOnlyList<TrainingEvent> history)
    {
        Repair(trial.Runs);
        if (trial.Sweep is { } sweep)
        {
            BeginSweep(trial, sweep);
        }

        return new MlrunsAttempt(trial, history, mask, clock);
    }

    /// <inheritdoc/>
    public void EndSweep(RunsFolder runs, ExperimentFolder run) => MlrunsRepair.EndSweep(runs, run);

    /// <summary>Once for each sweep: the run above its trials is RUNNING from the first of them on until <see cref="EndSweep"/>.</summary>
    private void BeginSweep(TrialContext trial, SweepLink sweep)
    {
        lock (gate)
        {
            if (sweeps.Add(sweep.RunId))
            {
                var experiment = MlrunsExperiment.Open(trial.Runs.MlrunsFolder, MlflowName.Of(RunExperiment.NameOf(trial)), sweep.Begun);
                _ = MlrunsRun.BeginSweep(experiment, trial, sweep, [.. RunTags.OfSweep(trial).Select(tag => RunValue.Tag(tag.Name, mask.Apply(tag.Value)))]);
            }
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
