using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Output;

/// <summary>What the program's exit codes say.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A trial failed.</summary>
    public const int Failed = 1;

    /// <summary>Invalid configuration or usage.</summary>
    public const int Invalid = 2;

    /// <summary>Interrupted; the same command goes on from there.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code for a trial's end.</summary>
    public static int Of(TrainingOutcome outcome) => outcome switch
    {
        TrainingOutcome.Complete => Done,
        TrainingOutcome.Interrupted => Interrupted,
        TrainingOutcome.Invalid => Invalid,
        _ => Failed,
    };
}
