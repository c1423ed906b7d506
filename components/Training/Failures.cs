using System.Runtime.InteropServices;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Components.Training;

/// <summary>What an exception means for a run.</summary>
public static class Failures
{
    /// <summary>The outcome that an exception stands for.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="hasStarted">Whether all parts were built: before that, a complaint is about the configuration.</param>
    public static TrainingOutcome Classify(Exception failure, bool hasStarted) => failure switch
    {
        NotFiniteException => TrainingOutcome.NotFinite,
        OutOfMemoryException => TrainingOutcome.OutOfMemory,
        ExternalException when IsOutOfMemory(failure.Message) => TrainingOutcome.OutOfMemory,
        InvalidOperationException or ArgumentException or InvalidDataException or ExternalException when !hasStarted => TrainingOutcome.Invalid,
        _ => TrainingOutcome.Failed,
    };

    /// <summary>What went wrong, without the native stack that libtorch appends; that is for the log.</summary>
    public static string Reason(Exception failure)
    {
        var message = failure.Message;
        foreach (var stack in (string[])["\nException raised from", "\nframe #"])
        {
            message = message.Split(stack, 2)[0];
        }

        return message.TrimEnd();
    }

    /// <summary>TorchSharp gives every native error one type, so the text of libtorch's two allocators decides.</summary>
    private static bool IsOutOfMemory(string message) =>
        message.Contains("CUDA out of memory", StringComparison.Ordinal) || message.Contains("can't allocate memory", StringComparison.Ordinal);
}
