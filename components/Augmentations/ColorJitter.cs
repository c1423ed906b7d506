using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Changes brightness, contrast, saturation and hue of each image by factors of its own, in this order (Howard 2013; torchvision
/// draws the order too). Values are in [0, 1] and stay there: put it before <c>normalize</c>. Images have three channels, red, green
/// and blue, or one, which has neither saturation nor hue. It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("color_jitter")]
public sealed record ColorJitter : InputAugmentation
{
    // Sums of whole numbers do not depend on their order, so neither on batch size nor threads.
    private const double Units = 1 << 16;

    /// <summary>The largest change b of brightness: factors in [max(0, 1 - b), 1 + b], equally likely.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Brightness { get; init; } = 0.4;

    /// <summary>The same for the distance from the mean gray of the image.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Contrast { get; init; } = 0.4;

    /// <summary>The same for the distance from the gray of the pixel.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Saturation { get; init; } = 0.4;

    /// <summary>The largest shift of the hue in either direction, as a part of the circle of colours.</summary>
    [Range(0, 0.5)]
    public double Hue { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        var channels = ImageSize(inputs, "color_jitter").Channels;
        if (channels is not (1 or 3))
        {
            throw new InvalidOperationException($"'color_jitter' needs images with 1 or 3 channels, and the inputs have {channels}");
        }

        var images = inputs.mul(Factor(inputs, draws, 0, Brightness)).clamp_(0, 1);
        images = Away(MeanOf(Gray(images)), images, Factor(inputs, draws, 1, Contrast));
        if (channels == 1)
        {
            return images;
        }

        images = Away(Gray(images), images, Factor(inputs, draws, 2, Saturation));
        return Hue == 0 ? images : Turned(images, PerSample(inputs.device, draws, (sample, all) => ((2 * all.Uniform(sample, 3)) - 1) * Hue));
    }

    private static Tensor Factor(Tensor inputs, SampleDraws draws, int draw, double change) => PerSample(inputs.device, draws, (sample, all) =>
    {
        var smallest = Math.Max(0, 1 - change);
        return smallest + ((1 + change - smallest) * all.Uniform(sample, draw));
    });

    /// <summary>Moves values to a multiple of their distance from others.</summary>
    private static Tensor Away(Tensor from, Tensor images, Tensor factor) => images.sub(from).mul_(factor).add_(from).clamp_(0, 1);

    /// <summary>The brightness of each pixel, [B, 1, height, width] (ITU-R BT.601).</summary>
    private static Tensor Gray(Tensor images) => images.shape[1] == 1
        ? images
        : images.narrow(1, 0, 1).mul(0.299).add_(images.narrow(1, 1, 1).mul(0.587)).add_(images.narrow(1, 2, 1).mul(0.114));

    private static Tensor MeanOf(Tensor gray) =>
        gray.mul(Units).round().to(ScalarType.Int64).sum([1, 2, 3], keepdim: true)
            .to(ScalarType.Float64).div(Units * gray.shape[2] * gray.shape[3]).to(ScalarType.Float32);

    /// <summary>Turns the circle of colours of HSV (Smith 1978).</summary>
    private static Tensor Turned(Tensor images, Tensor shift)
    {
        var (red, green, blue) = (images.narrow(1, 0, 1), images.narrow(1, 1, 1), images.narrow(1, 2, 1));
        var value = images.amax([1], keepdim: true);
        var chroma = value.sub(images.amin([1], keepdim: true));
        var divisor = chroma.masked_fill(chroma.eq(0), 1);
        var sextant = where(value.eq(red), green.sub(blue).div_(divisor), where(
            value.eq(green), blue.sub(red).div_(divisor).add_(2), red.sub(green).div_(divisor).add_(4)));
        var turned = sextant.add(shift.mul(6));
        Tensor Channel(int offset)
        {
            var place = turned.add(offset).remainder(6);
            return value.sub(chroma.mul(place.minimum(place.neg().add(4)).clamp_(0, 1)));
        }

        return cat([Channel(5), Channel(3), Channel(1)], 1);
    }
}
