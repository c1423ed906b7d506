using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Scales images to a square, bilinear; a smaller image is averaged over the pixels that it stands for (antialiased, as in Pillow).
/// It applies to every split.
/// </summary>
[Component("resize")]
public sealed record Resize : GeometricAugmentation
{
    /// <summary>Height and width in pixels.</summary>
    [Range(1, 65536)]
    public required int Size { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    protected override string Component => "resize";

    /// <inheritdoc/>
    protected override (long Height, long Width) SizeAfter(long height, long width) => (Size, Size);

    /// <inheritdoc/>
    protected override Geometry Draw(long height, long width, SampleDraws draws, Device device) => new Scaled(height, width, Size);

    private sealed class Scaled(long height, long width, int size) : Geometry
    {
        public override long Height => size;

        public override long Width => size;

        public override Tensor Images(Tensor images, bool isExact) => isExact
            ? nn.functional.interpolate(images, [size, size], mode: InterpolationMode.Nearest)
            : nn.functional.interpolate(images, [size, size], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true);

        public override Tensor Points(Tensor points) => points.mul(tensor([(float)size / width, (float)size / height], device: points.device));
    }
}
