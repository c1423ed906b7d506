using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The mean of (output - target)² over batch and values. Target classes count as one-hot vectors (Hui, Belkin 2021).
/// </summary>
[Synonyms("mean_squared_error", "MSELoss", "l2")]
[Component("mse")]
public sealed record MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public LossFunction Build(DataSpec data) =>
        Targets.Loss(data, (outputs, targets) => nn.functional.mse_loss(outputs, targets));
}
