using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Fills a square of each image, with its middle at any pixel equally likely, so that a part of it may lie beyond the border
/// (DeVries, Taylor 2017). The paper fills with zeros after normalisation: put it behind <c>normalize</c>. It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("cutout")]
public sealed record Cutout : InputAugmentation
{
    /// <summary>The side of the square in pixels; the paper takes 16 for CIFAR-10, 8 for CIFAR-100 and 20 for SVHN.</summary>
    [Range(1, 65536)]
    public int Size { get; init; } = 16;

    /// <summary>The value of the square.</summary>
    public double Fill { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        var (_, height, width) = ImageSize(inputs, "cutout");
        var top = PerSample(inputs.device, draws, (sample, all) => all.Below(sample, 0, (int)height) - (Size / 2));
        var left = PerSample(inputs.device, draws, (sample, all) => all.Below(sample, 1, (int)width) - (Size / 2));
        var rows = Within(arange(height, device: inputs.device).unsqueeze(1), top);
        var columns = Within(arange(width, device: inputs.device), left);
        return inputs.masked_fill(rows.logical_and(columns), Fill);
    }

    private Tensor Within(Tensor places, Tensor start) => places.ge(start).logical_and_(places.lt(start.add(Size)));
}
