using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>What training minimises.</summary>
[ComponentKind("loss")]
public interface ILoss
{
    /// <summary>Why this does not work with such targets, in words that name the component; null where it does, or where that is not known yet. No tensors here.</summary>
    string? Misfit(KnownTargets targets) => null;

    /// <summary>Builds the loss as a module of (outputs, targets) that gives the mean over the batch, a tensor without dimensions.</summary>
    nn.Module<Tensor, Tensor, Tensor> Build(DataSpec data);
}
