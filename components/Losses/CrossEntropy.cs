using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Losses;

/// <summary>
/// The cross entropy between the softmax of the outputs, logits [B, classes], and the target classes [B], with label smoothing α
/// (Szegedy et al. 2016, section 7): the mean over the batch of (1 - α)(-log p of the target) + α (mean of -log p over classes). Where each
/// place of a sample has a class, a pixel or a token, outputs are [B, classes, …], and it is the mean over all places whose class is known.
/// </summary>
[Synonyms("CrossEntropyLoss", "ce", "xent", "softmax_cross_entropy", "categorical_crossentropy", "sparse_categorical_crossentropy")]
[Component("cross_entropy")]
public sealed record CrossEntropy : ILoss
{
    /// <summary>The part α of the probability that is spread evenly over all classes.</summary>
    [Range(0, 1)]
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// What each class counts for, in the order of classes, in both terms; <c>none</c> is 1 for all. The sum is divided by the
    /// number of samples, not by the sum of their weights as in torch, so that no result depends on how batches are cut.
    /// </summary>
    [Length(2), Range(0, double.PositiveInfinity)]
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <inheritdoc/>
    public string? Misfit(Meaning targets) => targets.RefuseNumbers("cross_entropy", instead: "mse")
        ?? (ClassWeights is { Count: var weights } && targets.ClassCount is { } classes && classes != weights ? WrongWeights(classes) : null);

    /// <inheritdoc/>
    public LossFunction Build(DataSpec data)
    {
        var classes = data.RequireClasses("cross_entropy");
        if (ClassWeights is not null && ClassWeights.Count != classes)
        {
            throw new InvalidOperationException(WrongWeights(classes));
        }

        return LossFunction.OfClasses(data, ClassWeights is null
            ? new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: LabelSmoothing)
            : new WeightedCrossEntropy(ClassWeights, LabelSmoothing));
    }

    private string WrongWeights(int classes) => $"loss.class_weights: this data set has {classes} classes, and there are {ClassWeights!.Count} weights";
}
