using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The cross entropy between the softmax of the outputs, logits [B, classes], and the target classes [B], with label smoothing α
/// (Szegedy et al. 2016, section 7): the mean over the batch of (1 - α)(-log p of the target) + α (mean of -log p over classes).
/// </summary>
[Component("cross_entropy")]
public sealed record CrossEntropy : ILoss
{
    /// <summary>The part α of the probability that is spread evenly over all classes.</summary>
    [Range(0, 1)]
    public double LabelSmoothing { get; init; }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor, Tensor> Build(DataSpec data)
    {
        _ = data.RequireClasses("cross_entropy");
        return new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: LabelSmoothing);
    }
}
