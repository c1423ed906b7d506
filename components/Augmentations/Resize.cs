using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Scales images to a square, bilinear; a smaller image is averaged over the pixels that it stands for (antialiased, as in Pillow).
/// It applies to every split.
/// </summary>
[Component("resize")]
public sealed record Resize : Augmentation
{
    /// <summary>Height and width in pixels.</summary>
    [Range(1, 65536)]
    public required int Size { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override IReadOnlyList<long> ShapeAfter(IReadOnlyList<long> shape) => Resized(shape, Size);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        _ = ImageSize(inputs, "resize");
        return nn.functional.interpolate(inputs, [Size, Size], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);
    }
}
