using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>Mirrors some of the images horizontally. It is random, so it applies to training only unless <c>on</c> says otherwise.</summary>
[Component("random_horizontal_flip")]
public sealed record RandomHorizontalFlip : GeometricAugmentation
{
    private const int Columns = 3;

    /// <summary>The probability of mirroring an image.</summary>
    [Synonyms("p", "prob")]
    [Range(0, 1)]
    public double Probability { get; init; } = 0.5;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override string Component => "random_horizontal_flip";

    /// <inheritdoc/>
    protected override Geometry Draw(long height, long width, SampleDraws draws, Device device)
    {
        var mirrored = new bool[draws.Count];
        for (var sample = 0; sample < mirrored.Length; sample++)
        {
            mirrored[sample] = draws.Uniform(sample, 0) < Probability;
        }

        return new Mirror(height, width, tensor(mirrored, [mirrored.Length, 1, 1, 1], device: device));
    }

    private sealed class Mirror(long height, long width, Tensor isMirrored) : Geometry
    {
        public override long Height => height;

        public override long Width => width;

        public override Tensor Images(Tensor images, bool isExact) => where(isMirrored, images.flip(Columns), images);

        public override Tensor Points(Tensor points) => where(
            isMirrored.squeeze(3), stack([points.select(2, 0).neg().add(width), points.select(2, 1)], 2), points);
    }
}
