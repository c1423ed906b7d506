using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>What training makes small.</summary>
[ComponentKind("loss")]
public interface ILoss
{
    /// <summary>Builds the loss as a module of (outputs, targets) that gives the mean over the batch, a tensor without dimensions.</summary>
    nn.Module<Tensor, Tensor, Tensor> Build(DataSpec data);
}
