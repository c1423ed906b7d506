using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Provenance;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The run above the trials of a sweep: it runs as long as one of them does.</summary>
internal sealed class MlrunsSweep
{
    private readonly Lock gate = new(); // trials begin and end on threads of their own
    private readonly MlrunsRun run;
    private int running;

    internal MlrunsSweep(TrialContext trial, SweepLink sweep, SecretMask mask)
    {
        var experiment = MlrunsExperiment.Open(trial.Runs.MlrunsFolder, MlflowName.Of(RunExperiment.NameOf(trial)), sweep.Begun);
        run = MlrunsRun.OfSweep(experiment, trial, sweep, [.. RunTags.OfSweep(trial).Select(tag => RunValue.Tag(tag.Name, mask.Apply(tag.Value)))]);
    }

    /// <summary>A trial begins.</summary>
    internal void Begin()
    {
        lock (gate)
        {
            if (running++ == 0)
            {
                run.Status(MlrunsStatus.Running, null);
            }
        }
    }

    /// <summary>A trial has ended.</summary>
    internal void End(AttemptEnded ended)
    {
        lock (gate)
        {
            if (--running == 0)
            {
                run.Status(MlrunsStatus.Finished, ended.Time);
            }
        }
    }
}
