using ExperimentRunner.Components.Numerics;

namespace ExperimentRunner.Workers;

/// <summary>How a table of layers compares with float64.</summary>
/// <param name="Device">Where it was computed.</param>
/// <param name="LibTorch">The version of libtorch.</param>
/// <param name="Layers">How many layers were compared.</param>
/// <param name="Verdict">What is wrong, one line a layer, and what is right only without oneDNN.</param>
public sealed record NumericsCheckedMessage(string Device, string LibTorch, int Layers, NumericsVerdict Verdict) : WorkerMessage;
