using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Components.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Training;

/// <summary>
/// Trains one experiment on the calling thread. It owns time: steps, logging, evaluation, checkpoints, the end. The method owns
/// the algorithm. Resumed from any of its checkpoints it goes on bit for bit as if it had never stopped.
/// </summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingJob job;
    private readonly DataShelf shelf;
    private readonly Device device;
    private readonly GpuSeeds? gpuSeeds;
    private readonly MethodContext building;
    private readonly Algorithm algorithm;
    private readonly MonitoredMetric? monitor;
    private readonly MonitoredValues? monitored;
    private readonly Watcher[] callbacks;
    private readonly TrainingControl control = new();
    private readonly ScalarWindow window = new();
    private readonly StepContext context;
    private readonly StepTaken taken;
    private readonly CheckpointFolder checkpoints;
    private readonly Dictionary<long, long?> saved = []; // the best step that each checkpoint of this attempt names
    private readonly Cadences due;
    private readonly Speedometer speed;
    private readonly long totalSteps;
    private readonly long? limit;
    private long step;
    private double? best;
    private long? bestStep;

    private Trainer(TrainingJob job)
    {
        this.job = job;
        Threads.Use(job.Threads);
        device = TrainingDevice.Find(job.Device);
        manual_seed(job.Experiment.Train.Seed); // weights draw from torch's own generator, and dropout on the CPU
        gpuSeeds = device.type == DeviceType.CUDA ? new GpuSeeds(job.Experiment.Train.Seed) : null;
        shelf = job.Shelf ?? new DataShelf();
        building = new MethodContext(job.Experiment, device, job.DataFolder, shelf) { LoadsInitialWeights = job.ResumeFrom is null };
        algorithm = job.Experiment.Method.Build(building);
        monitor = MonitorChoice.Of(job.Experiment).Monitor;
        monitored = monitor is null ? null : new MonitoredValues(monitor);
        callbacks = [.. job.Experiment.Callbacks.Where(callback => !callback.IsForRunner).Select(callback => callback.Build(monitor))];
        context = new StepContext(window);
        taken = new StepTaken([.. algorithm.Networks], context.Report, control);
        checkpoints = new CheckpointFolder(job.CheckpointFolder);
        totalSteps = job.Experiment.Train.Duration.ToSteps(algorithm.StepsPerEpoch);
        limit = job.Limit?.ToSteps(algorithm.StepsPerEpoch);
        due = new Cadences(job.Experiment.Train, algorithm.StepsPerEpoch, totalSteps, job.Clock);
        speed = new Speedometer(job.Clock);
    }

    private double? Epoch => algorithm.StepsPerEpoch is { } steps ? (double)step / steps : null;

    /// <summary>Trains to the end, or until asked to stop.</summary>
    /// <param name="job">What to train, where, from which checkpoint.</param>
    /// <param name="stop">Asks to finish the step, save a checkpoint and leave.</param>
    /// <returns>How it ended: the last event, which is in the sink too. Failures of the experiment are outcomes, not exceptions.</returns>
    public static TrainingEnded Run(TrainingJob job, CancellationToken stop)
    {
        Trainer? trainer = null;
        TrainingEnded ended;
        try
        {
            LibTorch.Load();
            using var scope = NewDisposeScope();
            trainer = new Trainer(job);
            ended = trainer.Train(stop) with { StepSeconds = trainer.speed.InSteps.TotalSeconds };
        }
        catch (Exception failure)
        {
            ended = new TrainingEnded(trainer?.step ?? 0, Failures.Classify(failure, hasStarted: trainer is not null), Failures.Reason(failure), null)
            {
                Failure = failure,
            };
        }
        finally
        {
            trainer?.Dispose();
        }

        job.Events.Write(ended);
        job.Events.Commit();
        return ended;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        window.Dispose();
        algorithm.Dispose();
        if (job.Shelf is null)
        {
            shelf.Dispose();
        }
    }

    private TrainingEnded Train(CancellationToken stop)
    {
        Start();
        while (step < totalSteps && control.StopReason is null)
        {
            if (step >= limit)
            {
                return LeaveAtLimit();
            }

            speed.Begin();
            TakeStep();
            if (due.Log(step))
            {
                LogTraining();
            }

            speed.End();
            if (due.Evaluation(step) || control.StopReason is not null)
            {
                Validate();
            }

            if (due.Checkpoint(step) || stop.IsCancellationRequested)
            {
                SaveCheckpoint();
            }

            if (stop.IsCancellationRequested)
            {
                return new TrainingEnded(step, TrainingOutcome.Interrupted, "asked to stop", bestStep);
            }
        }

        SaveCheckpoint();
        Test();
        return new TrainingEnded(step, TrainingOutcome.Complete, control.StopReason, bestStep);
    }

    private void Start()
    {
        if (job.ResumeFrom is { } folder)
        {
            Resume(folder);
        }

        job.Events.Write(new TrainingStarted(
            step, totalSteps, algorithm.StepsPerEpoch, device.ToString(), job.Threads, algorithm.Parameters, algorithm.Samples,
            algorithm.DataDigest, LibTorch.Version, Only(algorithm.Spec?.Given)?.Shape, Only(algorithm.Spec?.Asked) is null ? null : algorithm.Spec!.Outputs)
        {
            Fields = algorithm.Spec is { } spec ? FieldSignature.Of(spec) : null,
            Warnings = shelf.Warnings.Concat(building.Notes).ToArray() is { Length: > 0 } warnings ? warnings : null,
        });
        if (step == 0)
        {
            context.Report.Samples("samples", algorithm.FirstSamples());
            Write(context.Report, "train/");
        }

        due.CheckpointSaved();
    }

    private void Write(Report report, string prefix)
    {
        foreach (var shown in report.IsEmpty ? [] : report.Take(step, prefix))
        {
            job.Events.Write(shown);
        }
    }

    private void TakeStep()
    {
        context.Progress = new TrainingProgress(step, totalSteps, algorithm.StepsPerEpoch) { Monitored = monitored };
        gpuSeeds?.Begin(step);
        using (NewDisposeScope())
        {
            algorithm.Step(context);
        }

        speed.Add(algorithm.SamplesOf(step));
        step++;
        taken.Step = step;
        foreach (var callback in callbacks)
        {
            callback.OnStep(taken);
        }

        Write(context.Report, "train/");
    }

    /// <summary>The evaluation follows the checkpoint, so whoever goes on from there never meets it: a limit changes no result.</summary>
    private TrainingEnded LeaveAtLimit()
    {
        SaveCheckpoint();
        if (!due.Evaluation(step))
        {
            EvaluateAll();
        }

        return new TrainingEnded(step, TrainingOutcome.Interrupted, TrainingJob.LimitReached(job.Limit!.Value), bestStep);
    }

    private void LogTraining() => Log(window.Take("train/"), speed.Take());

    private void Validate()
    {
        var results = EvaluateAll();
        if (monitor is null || results.Count == 0)
        {
            return;
        }

        var value = results.TryGetValue(monitor.Metric, out var measured) ? measured : throw new InvalidOperationException(
            $"train.monitor: '{monitor.Metric}' was not measured; measured: {string.Join(", ", results.Keys)}");
        monitored!.Add(value);
        if (monitor.Improves(value, best))
        {
            (best, bestStep) = (value, step);
            SaveCheckpoint();
        }
    }

    private void Test()
    {
        if (bestStep is { } step)
        {
            algorithm.LoadWeights(CheckpointReader.Open(checkpoints.Find(step)));
        }

        foreach (var set in algorithm.TestSets)
        {
            Evaluate(set);
        }

        foreach (var analysis in job.Experiment.Analyses)
        {
            using var noGradients = no_grad();
            using var scope = NewDisposeScope();
            analysis.Run(algorithm, context.Report);
            Write(context.Report, prefix: "");
        }
    }

    private Dictionary<string, double> EvaluateAll() =>
        algorithm.ValidationSets.SelectMany(Evaluate).ToDictionary(result => result.Key, result => result.Value);

    private Dictionary<string, double> Evaluate(string split)
    {
        var result = algorithm.Evaluate(split);
        var values = result.Values.ToDictionary(entry => $"{split}/{entry.Key}", entry => entry.Value);
        foreach (var (name, table) in result.Tables)
        {
            job.Events.Write(new TableLogged(step, $"{split}/{name}", table));
        }

        Write(result.Report, $"{split}/");
        if (values.Count > 0)
        {
            Log(values, samplesPerSecond: null);
        }

        return values;
    }

    private void Log(Dictionary<string, double> values, double? samplesPerSecond)
    {
        var logged = new ScalarsLogged(step, Epoch, values, samplesPerSecond);
        job.Events.Write(logged);
        foreach (var callback in callbacks)
        {
            callback.OnScalars(logged, control);
        }
    }

    private void SaveCheckpoint()
    {
        if (saved.ContainsKey(step))
        {
            return;
        }

        // Events first: a checkpoint must never know more than the event file holds.
        var events = job.Events.Commit();
        using (var checkpoint = CheckpointWriter.Create(job.CheckpointFolder, CheckpointFolder.NameOf(step)))
        {
            algorithm.Save(checkpoint);
            checkpoint.Randomness("random");
            ForEachCallback((callback, name) => callback.Save(checkpoint, name));
            checkpoint.Values(TrainerState.Part, State(events));
            checkpoint.Publish();
        }

        saved[step] = bestStep;
        due.CheckpointSaved();
        job.Events.Write(new CheckpointSaved(step, CheckpointFolder.NameOf(step), bestStep == step));
        checkpoints.Prune(job.Experiment.Train.Checkpoint.Keep, saved.GetValueOrDefault);
    }

    private TrainerState State(long events) => new()
    {
        Step = step,
        Events = events,
        Best = best,
        BestStep = bestStep,
        Monitored = monitored?.Values ?? [],
        StopReason = control.StopReason,
        DataDigest = algorithm.DataDigest,
        Threads = job.Threads,
        Window = window.State(),
    };

    private void Resume(string folder)
    {
        var checkpoint = CheckpointReader.Open(folder);
        var state = checkpoint.Values<TrainerState>(TrainerState.Part);
        RefuseOtherCircumstances(state);
        (step, best, bestStep) = (state.Step, state.Best, state.BestStep);
        if (state.StopReason is { } reason)
        {
            control.Stop(reason);
        }

        monitored?.Restore(state.Monitored);
        window.Restore(state.Window);
        algorithm.Load(checkpoint);
        ForEachCallback((callback, name) => callback.Load(checkpoint, name));
        checkpoint.Randomness("random"); // last: building the model has drawn from the generator
        if (bestStep is { } kept)
        {
            checkpoints.Adopt(new CheckpointFolder(Path.GetDirectoryName(folder)!).Find(kept), kept);
        }
    }

    private void RefuseOtherCircumstances(TrainerState state)
    {
        state.RefuseOtherData(algorithm.DataDigest);
        if (state.Threads != job.Threads)
        {
            throw new InvalidOperationException(
                $"this run began with {state.Threads} threads and cannot go on with {job.Threads}: the numbers would differ");
        }
    }

    private static FieldSpec? Only(IEnumerable<FieldSpec>? fields) => fields?.Take(2).ToArray() is [var one] ? one : null;

    private void ForEachCallback(Action<Watcher, string> action)
    {
        for (var index = 0; index < callbacks.Length; index++)
        {
            action(callbacks[index], $"callback-{index}");
        }
    }
}
