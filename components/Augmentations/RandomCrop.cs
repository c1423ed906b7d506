using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Pads images with zeros and cuts a window out of each at a place of its own, every place equally likely (as in He et al.
/// 2016, section 4.2). It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("random_crop")]
public sealed record RandomCrop : Augmentation
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
    public override IReadOnlyList<long> ShapeAfter(IReadOnlyList<long> shape) => Resized(shape, Size);

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        var (channels, height, width) = ImageSize(inputs, "random_crop");
        var (windowHeight, windowWidth) = (Size ?? height, Size ?? width);
        var (paddedHeight, paddedWidth) = (height + (2 * Padding), width + (2 * Padding));
        if (windowHeight > paddedHeight || windowWidth > paddedWidth)
        {
            throw new InvalidOperationException(
                $"'random_crop' cuts windows of {windowHeight}×{windowWidth} pixels, and with padding the images have {paddedHeight}×{paddedWidth}");
        }

        // Each pixel of a window by its place in the padded image, read as one row.
        var corners = Corners(draws, (int)(paddedHeight - windowHeight) + 1, (int)(paddedWidth - windowWidth) + 1, paddedWidth);
        var places = arange(windowHeight).mul(paddedWidth).unsqueeze(1).add(arange(windowWidth)).flatten().to(inputs.device);
        var chosen = tensor(corners, [draws.Count, 1], device: inputs.device).add(places).unsqueeze(1).expand(-1, channels, -1);
        return nn.functional.pad(inputs, [Padding, Padding, Padding, Padding]).flatten(2).gather(2, chosen)
            .reshape(draws.Count, channels, windowHeight, windowWidth);
    }

    private static long[] Corners(SampleDraws draws, int rows, int columns, long width)
    {
        var corners = new long[draws.Count];
        for (var sample = 0; sample < corners.Length; sample++)
        {
            corners[sample] = (draws.Below(sample, 0, rows) * width) + draws.Below(sample, 1, columns);
        }

        return corners;
    }
}
