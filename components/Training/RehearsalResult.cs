namespace ExperimentRunner.Components.Training;

/// <summary>What an experiment needs, as its first steps showed.</summary>
/// <param name="Parameters">Trainable values.</param>
/// <param name="Flops">
/// Floating-point operations of one optimizer step, forward and backward, in its matrix products and convolutions; null where the
/// method has no one network.
/// </param>
/// <param name="Memory">Estimated bytes that training needs beside libtorch itself: weights, gradients, optimizer, activations, data.</param>
/// <param name="SecondsPerStep">The time of one optimizer step; null where memory would not have sufficed for one.</param>
/// <param name="TotalSteps">Optimizer steps of the whole training.</param>
/// <param name="Device">Where: <c>cpu</c>, <c>cuda:0</c>.</param>
public sealed record RehearsalResult(long Parameters, long? Flops, long Memory, double? SecondsPerStep, long TotalSteps, string Device)
{
    /// <summary>What a person should know of the data, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
