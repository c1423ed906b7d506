using ExperimentRunner.Components;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Benchmarks;

/// <summary>The same work by the product's trainer, with its event file.</summary>
internal static class TrainerLoop
{
    /// <summary>Trains and gives the time between the first step and the last logged line.</summary>
    /// <param name="experiment">What to train.</param>
    /// <param name="onScalars">Called with every logged line, on the training thread.</param>
    /// <param name="events">The event file; null for one that is thrown away.</param>
    public static TimeSpan Run(Experiment experiment, Action<ScalarsLogged>? onScalars = null, string? events = null)
    {
        var folder = Directory.CreateTempSubdirectory("experiment-bench-").FullName;
        try
        {
            using var sink = new TimedSink(events ?? Path.Combine(folder, "events.jsonl"), onScalars);
            var ended = Trainer.Run(
                new TrainingJob
                {
                    Experiment = experiment,
                    Device = "cpu",
                    Threads = 1,
                    DataFolder = folder,
                    CheckpointFolder = Path.Combine(folder, "checkpoints"),
                    Events = sink,
                },
                CancellationToken.None);
            return ended.Outcome == TrainingOutcome.Complete ? sink.Elapsed : throw new InvalidOperationException(ended.Reason, ended.Failure);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
