using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections.Mlflow;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>The folder <c>mlruns/</c> beside the runs.</summary>
/// <param name="mask">Keeps secrets out.</param>
/// <param name="clock">The clock.</param>
internal sealed class MlrunsPlace(SecretMask mask, TimeProvider clock) : ILocalPlace, ITrackingPlace
{
    private readonly Lock gate = new();
    private bool isRepaired;

    /// <inheritdoc/>
    public string Product => "the MLflow files in mlruns/";

    /// <inheritdoc/>
    public string LookAt(TrialContext trial) => $"experiment ui{trial.Runs.Option}";

    /// <inheritdoc/>
    public bool IsWanted(TrackingSettings settings) => true;

    /// <inheritdoc/>
    public IProjection Open(LedgerTrial trial)
    {
        Repair(trial.Run.Runs);
        var mlruns = trial.Run.Runs.MlrunsFolder;
        return new MlflowProjection(trial, new MlrunsStore(mlruns, clock), mask, new MlflowCursor { Server = mlruns });
    }

    /// <summary>Ends the run above the trials of a sweep, as its journal says, even where an earlier command took its runner for killed.</summary>
    public void EndSweep(ExperimentFolder run) => EndSweepAsync(run).GetAwaiter().GetResult(); // nothing of it waits

    private async Task EndSweepAsync(ExperimentFolder run)
    {
        var mlruns = run.Runs.MlrunsFolder;
        if (new JournalFile(run.JournalFile).Read().Sweep is not { } sweep || MlrunsExperiment.Holding(mlruns, sweep.Begun.RunId) is not { } experiment)
        {
            return;
        }

        var (store, parent) = (new MlrunsStore(mlruns, clock), new StoredRun(experiment.Id, sweep.Begun.RunId, ArtifactUri: null));
        await SweepRun.DescribeAsync(store, parent, run, sweep, mask, CancellationToken.None);
        await SweepRun.UploadAsync(store, parent, run, new TrackingSettings(), CancellationToken.None);
        await store.SetStatusAsync(parent, SweepRun.StatusOf(run, sweep), SweepRun.EndOf(run, sweep), CancellationToken.None);
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
