using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Pictures;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking.Artifacts;
using ExperimentRunner.Tracking.Mlflow;
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
    private readonly MachineMetrics machine;
    private readonly Dictionary<string, Metric> ofModel = new(StringComparer.Ordinal);
    private TrainingStarted? started;
    private long lastFlush;
    private TimeSpan pause = ShortestPause;

    internal MlrunsAttempt(TrialContext trial, IReadOnlyList<TrainingEvent> history, SecretMask mask, TimeProvider clock)
    {
        (this.trial, this.mask, this.clock) = (trial, mask, clock);
        experiment = MlrunsExperiment.Holding(trial.Runs.MlrunsFolder, trial.State.Created.RunId)
            ?? MlrunsExperiment.Open(trial.Runs.MlrunsFolder, MlflowName.Of(RunExperiment.NameOf(trial)), trial.State.Created.Time);
        foreach (var (name, value) in RunExperiment.Tags(trial))
        {
            experiment.Tag(name, value);
        }

        run = MlrunsRun.Begin(experiment, trial,
        [
            .. trial.Arguments.Select(argument => RunValue.Param(argument.Key, mask.Apply(argument.Value))),
            .. RunTags.Of(trial, trial.Sweep?.RunId).Append((RunTags.Note, RunNote.Text(trial, ended: null))).Select(tag => TagOf(tag.Item1, tag.Item2)),
        ]);
        machine = new MachineMetrics(trial.Folder, trial.State);
        metrics = new MetricFiles(run);
        metrics.Restart([.. history.OfType<ScalarsLogged>(), .. machine.ReadNew()]);
        history.OfType<TrainingStarted>().ToList().ForEach(Link);
        history.OfType<ScalarsLogged>().ToList().ForEach(Keep);
        CopyFiles();

        lastFlush = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            Add(trainingEvent);
        }

        if (events.Any(made => made is TableLogged or ImagesLogged))
        {
            CopyFiles();
        }

        if (clock.GetElapsedTime(lastFlush) >= pause)
        {
            var start = clock.GetTimestamp();
            Flush();
            lastFlush = clock.GetTimestamp();
            pause = TimeSpan.FromTicks(Math.Max(ShortestPause.Ticks, clock.GetElapsedTime(start, lastFlush).Ticks * LargestShare));
        }
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended)
    {
        Flush();
        CopyFiles();
        if (trial.Experiment.Tracking.Model && RunModel.Files(trial, trial.State.Created.RunId, started, ended) is { Count: > 0 } files)
        {
            LoggedModelFiles.Write(experiment, trial, files, [.. RunTags.OfModel(trial, ended).Select(tag => TagOf(tag.Name, tag.Value))], OfModel(), ended);
        }

        Tag(RunTags.Note, RunNote.Text(trial, ended));
        if (ended.Reason is { } reason)
        {
            Tag("experiment.reason", reason);
        }

        run.Status(StatusOf(ended.Outcome), ended.Time);
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
                Keep(scalars);
                break;
            case TrainingStarted begun:
                Link(begun);
                break;
        }
    }

    private void Flush()
    {
        foreach (var line in machine.ReadNew())
        {
            metrics.Add(line);
        }

        metrics.Flush();
    }

    private void Link(TrainingStarted begun)
    {
        started = begun;
        DatasetInput.Link(trial.Runs.MlrunsFolder, experiment, trial, begun);
    }

    /// <summary>What was measured of the final model.</summary>
    private IEnumerable<Metric> OfModel()
    {
        var data = started is null ? null : RunDataset.Of(trial, started);
        return ofModel.Values.Select(metric => metric with { DatasetName = data?.Name, DatasetDigest = data?.Digest });
    }

    private void Keep(ScalarsLogged scalars)
    {
        foreach (var (name, value) in scalars.Values.Where(value => RunMetrics.IsOfFinalModel(trial.Experiment, value.Key)))
        {
            ofModel[name] = new Metric(MlflowName.Of(name), value, scalars.Time.ToUnixTimeMilliseconds(), scalars.Step);
        }
    }

    private RunValue TagOf(string name, string value) => RunValue.Tag(name, mask.Apply(value));

    private void Tag(string name, string value) => run.Set(TagOf(name, value));

    private void CopyFiles()
    {
        var wanted = trial.Experiment.Tracking;
        var files = wanted.Artifacts ? RunFiles.Of(trial.Folder, trial.State).Where(file => RunFiles.Fits(file.File, wanted)).ToArray() : [];
        foreach (var (path, file) in files)
        {
            run.CopyArtifact(path, file);
        }

        if (files.Any(file => GridImage.IsAt(file.Path)))
        {
            Tag(GridImage.Tag, "true");
        }
    }
}
