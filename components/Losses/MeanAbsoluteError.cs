using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>The mean of |output - target| over batch and values. Target classes count as one-hot vectors.</summary>
[Synonyms("mean_absolute_error", "mae", "L1Loss")]
[Component("l1")]
public sealed record MeanAbsoluteError : ILoss
{
    /// <inheritdoc/>
    public LossFunction Build(DataSpec data) =>
        Targets.Loss(data, (outputs, targets) => nn.functional.l1_loss(outputs, targets));
}
