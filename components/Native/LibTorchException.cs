namespace ExperimentRunner.Components.Native;

/// <summary>libtorch cannot be loaded on this machine, or computes wrong there. The message says why and what to do.</summary>
/// <param name="message">Why, and what to do.</param>
public sealed class LibTorchException(string message) : Exception(message);
