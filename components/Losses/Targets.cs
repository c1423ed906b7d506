using ExperimentRunner.Components.Data;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>Targets as losses compare them with outputs.</summary>
public static class Targets
{
    /// <summary>A loss on values of equal shape. Target classes count as one-hot vectors.</summary>
    /// <param name="data">What the targets are.</param>
    /// <param name="function">From outputs and targets of equal shape, both floating, to a tensor without dimensions.</param>
    public static LossFunction Loss(DataSpec data, Func<Tensor, Tensor, Tensor> function)
    {
        long values = data.Outputs;
        return data.Classes is null
            ? LossFunction.Of((outputs, targets) => function(outputs, targets.view_as(outputs)))
            : LossFunction.Of((outputs, targets) => function(outputs, nn.functional.one_hot(targets, values).to(outputs.dtype)));
    }

    /// <summary>
    /// Outputs and targets of all places that have a class: [N, classes] and [N]. Of whole samples nothing is changed; where each place of a
    /// sample has a class, outputs are [B, classes, …] and targets [B, …], and places that are <see cref="Meaning.Ignored"/> are left out.
    /// </summary>
    public static (Tensor Outputs, Tensor Targets) Known(Tensor outputs, Tensor targets)
    {
        if (targets.dim() == 1)
        {
            return (outputs, targets);
        }

        var isKnown = targets.ne(Meaning.Ignored).flatten();
        return (outputs.movedim([1L], [-1L]).reshape(-1, outputs.shape[1])[isKnown], targets.flatten()[isKnown]);
    }

    /// <summary>How many places of a batch have a class, at least 1: what its mean counts for.</summary>
    public static double CountKnown(Tensor targets) => targets.dim() == 1 ? targets.shape[0] : Math.Max(1, targets.ne(Meaning.Ignored).sum().item<long>());
}
