using System.Diagnostics;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Schedules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Training;

/// <summary>Takes the first steps of an experiment and throws them away: what cannot work fails here, and what can tells its needs.</summary>
public static class Rehearsal
{
    private const int SmallBatch = 2;
    private const int TimedSteps = 2;
    private const int CopiesOfWeights = 4; // weights, gradients, and two values of an optimizer such as Adam
    private const int BytesPerValue = 4;

    /// <summary>Rehearses an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="threads">Threads inside operations.</param>
    /// <param name="dataFolder">The folder that holds fetched data sets.</param>
    /// <param name="shelf">Keeps data for the next one.</param>
    /// <param name="memory">Bytes that training may take; full batches are tried only where they fit.</param>
    /// <exception cref="Exception">It cannot work; the message says why.</exception>
    public static RehearsalResult Run(Experiment experiment, int threads, string dataFolder, DataShelf shelf, long memory)
    {
        LibTorch.Load();
        Threads.Use(threads);
        using var scope = NewDisposeScope();
        var device = TrainingDevice.Find(experiment.Train.Device);
        var context = new MethodContext(experiment, device, dataFolder, shelf);
        var batch = experiment.Train.BatchSize / experiment.Train.Accumulate;
        var small = WithBatch(experiment, Math.Min(batch, SmallBatch));
        using var counter = new WorkCounter();
        long parameters, weights;
        using (var algorithm = Build(context with { Experiment = small }))
        {
            counter.Watch(algorithm.Networks);
            Step(algorithm);
            parameters = algorithm.Parameters;
            weights = parameters * BytesPerValue * CopiesOfWeights;
        }

        var perSample = 1.0 / small.Train.BatchSize;
        var needed = weights + (long)(counter.Activations * BytesPerValue * perSample * batch);
        var data = shelf.Bytes;
        var (steps, seconds) = Time(context, needed + data <= memory);
        return new RehearsalResult(
            parameters, counter.IsBlind ? null : (long)(3 * counter.Operations * perSample * experiment.Train.BatchSize), needed + data, seconds, steps, device.ToString())
        {
            Warnings = shelf.Warnings,
        };
    }

    private static (long TotalSteps, double? Seconds) Time(MethodContext context, bool fits)
    {
        using var algorithm = Build(context);
        var total = context.Experiment.Train.Duration.ToSteps(algorithm.StepsPerEpoch);
        if (!fits)
        {
            return (total, null);
        }

        try
        {
            Step(algorithm); // the first one also chooses algorithms and fills caches
            var watch = Stopwatch.StartNew();
            for (var step = 0; step < TimedSteps; step++)
            {
                Step(algorithm);
            }

            return (total, watch.Elapsed.TotalSeconds / TimedSteps);
        }
        catch (Exception failure) when (Failures.Classify(failure, hasStarted: true) == TrainingOutcome.OutOfMemory)
        {
            return (total, null);
        }
    }

    private static Algorithm Build(MethodContext context)
    {
        manual_seed(context.Experiment.Train.Seed);
        return context.Experiment.Method.Build(context);
    }

    private static Experiment WithBatch(Experiment experiment, int batch) =>
        experiment with { Train = experiment.Train with { BatchSize = batch, Accumulate = 1 } };

    /// <summary>One step whose figures are read back, so that nothing of it is still under way.</summary>
    private static void Step(Algorithm algorithm)
    {
        using var window = new ScalarWindow();
        using var scope = NewDisposeScope();
        algorithm.Step(new StepContext(window) { Progress = new TrainingProgress(0, 1, algorithm.StepsPerEpoch) });
        window.Take("");
    }
}
