using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Journal;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Provenance;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Keeps the files of one trial's run during an attempt.</summary>
internal sealed class MlrunsAttempt : IAttemptObserver
{
    private const int LargestShare = 20; // writing takes at most a twentieth of the time, however long the files have grown

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly SecretMask mask;
    private readonly TimeProvider clock;
    private readonly TrialContext trial;
    private readonly MlrunsExperiment experiment;
    private readonly MlrunsRun run;
    private readonly MetricFiles metrics;
    private long lastFlush;
    private TimeSpan pause = ShortestPause;

    internal MlrunsAttempt(TrialContext trial, IReadOnlyList<TrainingEvent> history, SecretMask mask, TimeProvider clock)
    {
        (this.trial, this.mask, this.clock) = (trial, mask, clock);
        experiment = MlrunsExperiment.Open(trial.Runs.MlrunsFolder, MlflowName.Of(trial.Name), trial.State.Created.Time);
        run = MlrunsRun.Of(experiment, trial);
        run.Status(MlrunsStatus.Running, null);
        foreach (var (address, text) in trial.Arguments)
        {
            run.Param(address, mask.Apply(text));
        }

        foreach (var (name, value) in RunTags.Of(trial, trial.Sweep?.RunId))
        {
            run.Tag(name, mask.Apply(value));
        }

        run.Artifact("config.yaml", File.ReadAllText(trial.Folder.ConfigFile));
        metrics = new MetricFiles(run);
        metrics.Restart(history);
        foreach (var earlier in history.Where(earlier => earlier is not ScalarsLogged))
        {
            Add(earlier);
        }

        lastFlush = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            Add(trainingEvent);
        }

        if (clock.GetElapsedTime(lastFlush) >= pause)
        {
            var start = clock.GetTimestamp();
            metrics.Flush();
            lastFlush = clock.GetTimestamp();
            pause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, clock.GetElapsedTime(start, lastFlush).Ticks * LargestShare));
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        metrics.Flush();
        run.Status(StatusOf(ended.Outcome), ended.Time);
        if (ended.Reason is { } reason)
        {
            run.Tag("experiment.reason", mask.Apply(reason));
        }
    }

    private static MlrunsStatus StatusOf(TrainingOutcome outcome) => outcome switch
    {
        TrainingOutcome.Complete => MlrunsStatus.Finished,
        TrainingOutcome.Interrupted => MlrunsStatus.Killed,
        _ => MlrunsStatus.Failed,
    };

    private void Add(TrainingEvent trainingEvent)
    {
        switch (trainingEvent)
        {
            case ScalarsLogged scalars:
                metrics.Add(scalars);
                break;
            case TableLogged table:
                run.Artifact(table.Name + ".csv", TableArtifact.Text(table.Table));
                break;
            case TrainingStarted started:
                DatasetInput.Link(trial.Runs.MlrunsFolder, experiment, trial, started);
                break;
        }
    }
}
