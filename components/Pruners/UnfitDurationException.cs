namespace ExperimentRunner.Components.Pruners;

/// <summary>A duration of a pruner that does not fit the training.</summary>
/// <param name="key">The key that holds it.</param>
/// <param name="message">What is wrong.</param>
public sealed class UnfitDurationException(string key, string message) : InvalidOperationException($"sweep.pruner.{key}: {message}")
{
    /// <summary>The key that holds it, in the pruner.</summary>
    public string Key { get; } = key;
}
