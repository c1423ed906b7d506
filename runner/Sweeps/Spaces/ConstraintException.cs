namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>A mistake in a constraint.</summary>
public sealed class ConstraintException(string message, int start, int length) : Exception(message)
{
    /// <summary>Where it is, in the constraint's text.</summary>
    public int Start { get; } = start;

    /// <summary>The number of characters.</summary>
    public int Length { get; } = length;
}
