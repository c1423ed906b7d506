namespace ExperimentRunner.Components.Checkpoints;

/// <summary>A checkpoint is not what was written: a file is missing, cut off or changed.</summary>
/// <param name="file">The file at fault, by its path.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class CheckpointDamagedException(string file, string reason)
    : IOException($"the checkpoint is damaged: {file} {reason}; resume from another checkpoint")
{
    /// <summary>The path of the file at fault.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong with it.</summary>
    public string Reason { get; } = reason;
}
