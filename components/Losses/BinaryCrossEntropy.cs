using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The binary cross entropy between the logistic function σ of each output, a logit, and its target t in [0, 1]: the mean over
/// batch and outputs of -t log σ - (1 - t) log(1 - σ). For targets with several labels, or one yes or no. Target classes count as
/// one-hot vectors, each class a question of its own (as in Wightman et al. 2021).
/// </summary>
[Synonyms("bce", "BCELoss", "BCEWithLogitsLoss", "binary_crossentropy")]
[Component("binary_cross_entropy")]
public sealed record BinaryCrossEntropy : ILoss
{
    /// <summary>What a target of 1 counts for: above 1 where ones are rare.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double PositiveWeight { get; init; } = 1;

    /// <inheritdoc/>
    public LossFunction Build(DataSpec data) => Targets.Loss(data, Loss);

    private Tensor Loss(Tensor outputs, Tensor targets)
    {
        // log(1 - σ(x)) = log σ(-x)
        var ones = nn.functional.logsigmoid(outputs).mul(targets).mul(PositiveWeight);
        var zeros = nn.functional.logsigmoid(outputs.neg()).mul(targets.neg().add(1));
        return ones.add(zeros).mean().neg();
    }
}
