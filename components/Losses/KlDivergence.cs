using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The divergence of Kullback and Leibler (1951) of the softmax q of the outputs, logits [B, values], from target distributions p
/// of that shape: the mean over the batch of Σ p (log p - log q). Target classes count as one-hot vectors, which gives the cross
/// entropy.
/// </summary>
[Synonyms("KLDivLoss", "kl_div", "kl")]
[Component("kl_divergence")]
public sealed record KlDivergence : ILoss
{
    /// <inheritdoc/>
    public LossFunction Build(DataSpec data) => Targets.Loss(data, (outputs, targets) => nn.functional.kl_div(nn.functional.log_softmax(outputs, 1), targets, false, nn.Reduction.Sum).div(outputs.shape[0]));
}
