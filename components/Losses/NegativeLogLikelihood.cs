using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The mean over the batch of minus the output of the target class. Only for a model whose outputs [B, classes] are log
/// probabilities; for logits, as the models here give, use <c>cross_entropy</c>.
/// </summary>
[Synonyms("NLLLoss", "negative_log_likelihood")]
[Component("nll")]
public sealed record NegativeLogLikelihood : ILoss
{
    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("nll", instead: "mse");

    /// <inheritdoc/>
    public LossFunction Build(DataSpec data)
    {
        _ = data.RequireClasses("nll");
        return LossFunction.Of((outputs, targets) => nn.functional.nll_loss(outputs, targets));
    }
}
