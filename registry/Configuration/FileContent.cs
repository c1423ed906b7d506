namespace ExperimentRunner.Registry.Configuration;

/// <summary>The bytes of a file, or why there are none.</summary>
/// <param name="Bytes">The bytes, or null.</param>
/// <param name="Failure">Why there are none; <see cref="FileFailure.None"/> otherwise.</param>
public readonly record struct FileContent(byte[]? Bytes, FileFailure Failure = FileFailure.None)
{
    /// <summary>No bytes, and why.</summary>
    public static FileContent Failed(FileFailure failure) => new(null, failure);
}
