using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// Huber's loss (Huber 1964): with the error e of an output, the mean over batch and values of e² / 2 where |e| ≤ δ and
/// δ(|e| - δ / 2) beyond. Target classes count as one-hot vectors.
/// </summary>
[Synonyms("HuberLoss", "SmoothL1Loss", "smooth_l1")]
[Component("huber")]
public sealed record Huber : ILoss
{
    /// <summary>The error δ from which on the loss is linear.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Delta { get; init; } = 1;

    /// <inheritdoc/>
    public LossFunction Build(DataSpec data) =>
        Targets.Loss(data, (outputs, targets) => nn.functional.huber_loss(outputs, targets, Delta));
}
