using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Turns each image about its middle by an angle of its own, every angle up to a largest equally likely in both directions. The
/// size stays: corners leave it, and what comes in is filled. It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("random_rotation")]
public sealed record RandomRotation : Augmentation
{
    /// <summary>The largest angle, in degrees.</summary>
    [Range(0, 180)]
    public double Degrees { get; init; } = 15;

    /// <summary>How values between pixels are found.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bilinear;

    /// <summary>The value of pixels from beyond the image.</summary>
    public double Fill { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        var (_, height, width) = ImageSize(inputs, "random_rotation");
        var cosine = PerSample(inputs, draws, (sample, all) => Math.Cos(Angle(sample, all)));
        var sine = PerSample(inputs, draws, (sample, all) => Math.Sin(Angle(sample, all)));
        var right = arange(width, ScalarType.Float32, device: inputs.device).sub((width - 1) / 2.0);
        var down = arange(height, ScalarType.Float32, device: inputs.device).sub((height - 1) / 2.0).unsqueeze(1);
        var columns = right.mul(cosine).sub(down.mul(sine)).add((width - 1) / 2.0);
        var rows = right.mul(sine).add(down.mul(cosine)).add((height - 1) / 2.0);
        var turned = Resampling.At(inputs, rows, columns, Interpolation);
        return Fill == 0 ? turned : turned.add_(Beyond(inputs, rows, columns).mul_(Fill));
    }

    /// <summary>The part of each pixel that lies beyond the image.</summary>
    private Tensor Beyond(Tensor inputs, Tensor rows, Tensor columns) =>
        Resampling.At(ones_like(inputs.narrow(1, 0, 1)), rows, columns, Interpolation).neg_().add_(1);

    /// <summary>Against the clock, in radians.</summary>
    private double Angle(int sample, SampleDraws draws) => ((2 * draws.Uniform(sample, 0)) - 1) * Degrees * Math.PI / 180;
}
