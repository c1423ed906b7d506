using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>Mirrors some of the images horizontally. It is random, so it applies to training only unless <c>on</c> says otherwise.</summary>
[Component("random_horizontal_flip")]
public sealed record RandomHorizontalFlip : Augmentation
{
    private const int Columns = 3;

    /// <summary>The probability of mirroring an image.</summary>
    [Synonyms("p", "prob")]
    [Range(0, 1)]
    public double Probability { get; init; } = 0.5;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        _ = ImageSize(inputs, "random_horizontal_flip");
        var mirrored = new bool[draws.Count];
        for (var sample = 0; sample < mirrored.Length; sample++)
        {
            mirrored[sample] = draws.Uniform(sample, 0) < Probability;
        }

        return where(tensor(mirrored, [mirrored.Length, 1, 1, 1], device: inputs.device), inputs.flip(Columns), inputs);
    }
}
