using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Samples that go through the model together.</summary>
/// <param name="Inputs">float32 [B, …input shape].</param>
/// <param name="Targets">int64 [B] for classes, float32 [B, values] for numbers.</param>
public readonly record struct Batch(Tensor Inputs, Tensor Targets);
