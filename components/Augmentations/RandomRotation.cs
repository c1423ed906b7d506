using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Turns each image about its middle by an angle of its own, every angle up to a largest equally likely in both directions. The
/// size stays: corners leave it, and what comes in is filled. It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("random_rotation")]
public sealed record RandomRotation : GeometricAugmentation
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
    protected override string Component => "random_rotation";

    /// <inheritdoc/>
    protected override Geometry Draw(long height, long width, SampleDraws draws, Device device) => new Turn(
        this, height, width,
        PerSample(device, draws, (sample, all) => Math.Cos(Angle(sample, all))),
        PerSample(device, draws, (sample, all) => Math.Sin(Angle(sample, all))));

    /// <summary>Against the clock, in radians.</summary>
    private double Angle(int sample, SampleDraws draws) => ((2 * draws.Uniform(sample, 0)) - 1) * Degrees * Math.PI / 180;

    private sealed class Turn(RandomRotation settings, long height, long width, Tensor cosine, Tensor sine) : Geometry
    {
        public override long Height => height;

        public override long Width => width;

        public override Tensor Images(Tensor images, bool isExact)
        {
            var right = arange(width, ScalarType.Float32, device: images.device).sub((width - 1) / 2.0);
            var down = arange(height, ScalarType.Float32, device: images.device).sub((height - 1) / 2.0).unsqueeze(1);
            var columns = right.mul(cosine).sub(down.mul(sine)).add((width - 1) / 2.0);
            var rows = right.mul(sine).add(down.mul(cosine)).add((height - 1) / 2.0);
            var interpolation = isExact ? Interpolation.Nearest : settings.Interpolation;
            var turned = Resampling.At(images, rows, columns, interpolation);
            return isExact || settings.Fill == 0 ? turned : turned.add_(Beyond(images, rows, columns, interpolation).mul_(settings.Fill));
        }

        /// <summary>The inverse of the way from a pixel of the result to one of the image.</summary>
        public override Tensor Points(Tensor points)
        {
            var (right, down) = (points.select(2, 0).sub(width / 2.0), points.select(2, 1).sub(height / 2.0));
            var (cos, sin) = (cosine.reshape(-1, 1), sine.reshape(-1, 1));
            return stack([right.mul(cos).add(down.mul(sin)).add(width / 2.0), down.mul(cos).sub(right.mul(sin)).add(height / 2.0)], 2);
        }

        /// <summary>The part of each pixel that lies beyond the image.</summary>
        private static Tensor Beyond(Tensor images, Tensor rows, Tensor columns, Interpolation interpolation) =>
            Resampling.At(ones_like(images.narrow(1, 0, 1)), rows, columns, interpolation).neg_().add_(1);
    }
}
