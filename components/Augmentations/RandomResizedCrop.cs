using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>
/// Cuts a window of random area, shape and place out of each image and scales it to one size, bilinear (Szegedy et al. 2015,
/// section 6). A window that is larger than the result is sampled, as by torchvision's <c>antialias=False</c>, unless
/// <see cref="Antialias"/> is set. Ten windows are drawn; if none fits into the image, the largest of an allowed shape from its middle is taken.
/// It is random, so it applies to training only unless <c>on</c> says otherwise.
/// </summary>
[Component("random_resized_crop")]
public sealed record RandomResizedCrop : GeometricAugmentation, IValidate
{
    private const int Attempts = 10;

    /// <summary>Height and width of the result in pixels; <c>none</c> keeps those of the image.</summary>
    [Range(1, 65536)]
    public int? Size { get; init; }

    /// <summary>The smallest and the largest part of the area.</summary>
    [Length(2, 2), Range(0, 1, MinimumIsExclusive = true)]
    public IReadOnlyList<double> Scale { get; init; } = [0.08, 1];

    /// <summary>The smallest and the largest width for a height of 1; equally likely by their logarithms.</summary>
    [Length(2, 2), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public IReadOnlyList<double> Ratio { get; init; } = [3.0 / 4, 4.0 / 3];

    /// <summary>
    /// Whether a window that is larger than the result is averaged over the pixels that each pixel of the result stands for, as
    /// <c>resize</c> does, instead of taking the nearest four (torchvision's <c>antialias=True</c>).
    /// </summary>
    public bool Antialias { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Scale[0] > Scale[1])
        {
            yield return new ArgumentProblem(nameof(Scale), "the smallest must not be above the largest");
        }

        if (Ratio[0] > Ratio[1])
        {
            yield return new ArgumentProblem(nameof(Ratio), "the smallest must not be above the largest");
        }
    }

    /// <inheritdoc/>
    protected override string Component => "random_resized_crop";

    /// <inheritdoc/>
    protected override (long Height, long Width) SizeAfter(long height, long width) => (Size ?? height, Size ?? width);

    /// <inheritdoc/>
    protected override Geometry Draw(long height, long width, SampleDraws draws, Device device)
    {
        var windows = new Window[draws.Count];
        for (var sample = 0; sample < windows.Length; sample++)
        {
            windows[sample] = Draw(sample, draws, (int)height, (int)width);
        }

        Tensor Each(Func<Window, float> figure) => tensor(Array.ConvertAll(windows, window => figure(window)), [windows.Length, 1, 1, 1], device: device);
        return new ScaledWindow(
            Size ?? height, Size ?? width, Antialias, Each(window => window.Top), Each(window => window.Height), Each(window => window.Left), Each(window => window.Width));
    }

    private Window Draw(int sample, SampleDraws draws, int height, int width)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var draw = 4 * attempt;
            var area = height * width * Between(Scale[0], Scale[1], draws.Uniform(sample, draw));
            var ratio = Math.Exp(Between(Math.Log(Ratio[0]), Math.Log(Ratio[1]), draws.Uniform(sample, draw + 1)));
            var (rows, columns) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
            if (rows > 0 && rows <= height && columns > 0 && columns <= width)
            {
                return new Window(
                    draws.Below(sample, draw + 2, height - rows + 1), draws.Below(sample, draw + 3, width - columns + 1), rows, columns);
            }
        }

        return FromTheMiddle(height, width);
    }

    private Window FromTheMiddle(int height, int width)
    {
        var ratio = Math.Clamp((double)width / height, Ratio[0], Ratio[1]);
        var (rows, columns) = ratio < (double)width / height
            ? (height, (int)Math.Round(height * ratio))
            : ((int)Math.Round(width / ratio), width);
        return new Window((height - rows) / 2, (width - columns) / 2, Math.Max(1, rows), Math.Max(1, columns));
    }

    private static double Between(double smallest, double largest, double part) => smallest + ((largest - smallest) * part);

    private readonly record struct Window(int Top, int Left, int Height, int Width);

    /// <summary>A window of each image, scaled to one size; its parts are [B, 1, 1, 1].</summary>
    private sealed class ScaledWindow(long height, long width, bool isAntialiased, Tensor top, Tensor rowCounts, Tensor left, Tensor columnCounts) : Geometry
    {
        public override long Height => height;

        public override long Width => width;

        public override Tensor Images(Tensor images, bool isExact)
        {
            if (isAntialiased && !isExact)
            {
                var down = Resampling.Triangles(top, rowCounts, images.shape[2], height);
                var across = Resampling.Triangles(left, columnCounts, images.shape[3], width);
                return down.matmul(images).matmul(across.transpose(2, 3));
            }

            var (rows, columns) = (Places(top, rowCounts, height), Places(left, columnCounts, width));
            return Resampling.At(images, rows.unsqueeze(3), columns.unsqueeze(2), isExact ? Interpolation.Nearest : Interpolation.Bilinear);
        }

        public override Tensor Points(Tensor points)
        {
            Tensor Scaled(int axis, Tensor starts, Tensor lengths, long size) =>
                points.select(2, axis).sub(starts.reshape(-1, 1)).mul(size).div(lengths.reshape(-1, 1));
            return stack([Scaled(0, left, columnCounts, width), Scaled(1, top, rowCounts, height)], 2);
        }

        /// <summary>The places of a result's pixels in a window, [B, 1, size], none beyond its outer pixels.</summary>
        private static Tensor Places(Tensor starts, Tensor lengths, long size)
        {
            var inWindow = arange(size, ScalarType.Float32, device: starts.device).add(0.5).mul(lengths.squeeze(3)).div(size).sub(0.5);
            return inWindow.clamp_min(0).minimum(lengths.squeeze(3).sub(1)).add(starts.squeeze(3));
        }
    }
}
