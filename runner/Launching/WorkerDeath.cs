using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Launching;

/// <summary>What the exit code of a worker that died without a word means.</summary>
internal static class WorkerDeath
{
    private const int LinesShown = 20;

    internal static TrainingOutcome Outcome(int exitCode) => exitCode == 137 ? TrainingOutcome.OutOfMemory : TrainingOutcome.Failed;

    /// <summary>What happened, what to do, and the end of the log.</summary>
    internal static string Explain(int exitCode, AttemptFolder attempt)
    {
        var meaning = exitCode switch
        {
            134 => "a native operation aborted it: most often tensors whose shapes do not match",
            137 => "it was killed, most often because memory ran out: try a smaller train.batch_size, or train.accumulate",
            139 => "it crashed in native code",
            143 => "it was asked to end by another program",
            _ => "it ended without saying why",
        };
        return $"the worker left with exit code {exitCode}: {meaning}\n{Tail(attempt)}";
    }

    private static string Tail(AttemptFolder attempt)
    {
        if (RegularFile.KindOf(attempt.LogFile) != FileKind.Regular || RegularFile.ReadLines(attempt.LogFile, long.MaxValue).TakeLast(LinesShown).ToArray() is not { Length: > 0 } lines)
        {
            return $"its log is empty: {attempt.LogFile}";
        }

        return $"the end of {attempt.LogFile}:\n{string.Join('\n', lines.Select(line => "  " + line))}";
    }
}
