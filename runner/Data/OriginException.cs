namespace ExperimentRunner.Data;

/// <summary>One origin of a file failed; another may not.</summary>
/// <param name="message">Why.</param>
/// <param name="isTransient">Whether asking again may help.</param>
/// <param name="cause">What was thrown, or null.</param>
internal sealed class OriginException(string message, bool isTransient, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether asking again may help.</summary>
    internal bool IsTransient { get; } = isTransient;
}
