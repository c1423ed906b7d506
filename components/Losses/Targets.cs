using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>Targets as losses on values compare them with outputs.</summary>
internal static class Targets
{
    /// <summary>A loss on values of equal shape. Target classes count as one-hot vectors.</summary>
    /// <param name="name">The component, for messages.</param>
    /// <param name="data">What the targets are.</param>
    /// <param name="function">From outputs and targets [B, outputs], both floating, to a tensor without dimensions.</param>
    public static LossFunction Loss(string name, DataSpec data, Func<Tensor, Tensor, Tensor> function)
    {
        long values = data.Outputs;
        return data.Classes is null
            ? new LossFunction(name, (outputs, targets) => function(outputs, targets.view_as(outputs)))
            : new LossFunction(name, (outputs, targets) => function(outputs, nn.functional.one_hot(targets, values).to(outputs.dtype)));
    }
}
