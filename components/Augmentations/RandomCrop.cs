using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Pads images with zeros and cuts a window out of each at a place of its own, every place equally likely (as in He et al.
/// 2016, section 4.2). It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("random_crop")]
public sealed record RandomCrop : GeometricAugmentation
{
    /// <summary>Pixels of zeros on each side.</summary>
    [Range(0, 1024)]
    public int Padding { get; init; } = 4;

    /// <summary>Height and width of the window in pixels; <c>none</c> keeps those of the image.</summary>
    [Range(1, 65536)]
    public int? Size { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    protected override string Component => "random_crop";

    /// <inheritdoc/>
    protected override (long Height, long Width) SizeAfter(long height, long width) => (Size ?? height, Size ?? width);

    /// <inheritdoc/>
    protected override Geometry Draw(long height, long width, SampleDraws draws, Device device)
    {
        var (windowHeight, windowWidth) = (Size ?? height, Size ?? width);
        var (paddedHeight, paddedWidth) = (height + (2 * Padding), width + (2 * Padding));
        if (windowHeight > paddedHeight || windowWidth > paddedWidth)
        {
            throw new InvalidOperationException(
                $"'random_crop' cuts windows of {windowHeight}×{windowWidth} pixels, and with padding the images have {paddedHeight}×{paddedWidth}");
        }

        var (tops, lefts) = (new long[draws.Count], new long[draws.Count]);
        for (var sample = 0; sample < tops.Length; sample++)
        {
            tops[sample] = draws.Below(sample, 0, (int)(paddedHeight - windowHeight) + 1);
            lefts[sample] = draws.Below(sample, 1, (int)(paddedWidth - windowWidth) + 1);
        }

        return new Window(Padding, windowHeight, windowWidth, tops, lefts);
    }

    /// <summary>A window of each image, by its upper left pixel in the padded image.</summary>
    private sealed class Window(int padding, long height, long width, long[] tops, long[] lefts) : Geometry
    {
        public override long Height => height;

        public override long Width => width;

        public override Tensor Images(Tensor images, bool isExact)
        {
            // Each pixel of a window by its place in the padded image, read as one row.
            var paddedWidth = images.shape[3] + (2 * padding);
            var corners = tops.Zip(lefts, (top, left) => (top * paddedWidth) + left).ToArray();
            var places = arange(height).mul(paddedWidth).unsqueeze(1).add(arange(width)).flatten().to(images.device);
            var chosen = tensor(corners, [corners.Length, 1], device: images.device).add(places).unsqueeze(1).expand(-1, images.shape[1], -1);
            return nn.functional.pad(images, [padding, padding, padding, padding]).flatten(2).gather(2, chosen)
                .reshape(corners.Length, images.shape[1], height, width);
        }

        public override Tensor Points(Tensor points)
        {
            float[] moves = [.. lefts.Zip(tops).SelectMany(corner => new float[] { padding - corner.First, padding - corner.Second })];
            return points.add(tensor(moves, [lefts.Length, 1, 2], device: points.device));
        }
    }
}
