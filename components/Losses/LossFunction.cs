using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>A loss that is a function of outputs and targets.</summary>
/// <param name="name">The module's name.</param>
/// <param name="function">From outputs [B, …] and targets to a tensor without dimensions.</param>
internal sealed class LossFunction(string name, Func<Tensor, Tensor, Tensor> function) : nn.Module<Tensor, Tensor, Tensor>(name)
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor outputs, Tensor targets) => function(outputs, targets);
}
