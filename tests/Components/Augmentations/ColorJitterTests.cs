using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

public sealed class ColorJitterTests : TensorTest
{
    private const int Count = 5;
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");
    private static readonly double[] Weights = [0.299, 0.587, 0.114];

    [Fact]
    public void ChangesBrightnessContrastAndSaturationByTheFactorsThatWereDrawn()
    {
        var images = rand(Count, 3, 4, 5);
        var result = Apply(new ColorJitter { Brightness = 0.3, Contrast = 0.6, Saturation = 1.5 }, images);
        for (var sample = 0; sample < Count; sample++)
        {
            var pixels = Pixels(images, sample).Select(pixel => pixel.Select(value => Math.Clamp(value * Factor(sample, 0, 0.7, 1.3), 0, 1)).ToArray()).ToList();
            var mean = pixels.Average(Gray);
            pixels = pixels.ConvertAll(pixel => Away(mean, pixel, Factor(sample, 1, 0.4, 1.6)));
            pixels = pixels.ConvertAll(pixel => Away(Gray(pixel), pixel, Factor(sample, 2, 0, 2.5)));
            Compare(Pixels(result, sample), pixels);
        }
    }

    [Fact]
    public void TurnsTheHueByTheAngleThatWasDrawn()
    {
        var images = rand(Count, 3, 4, 5);
        images[0, .., 0, 0] = 0.5f; // gray has no hue
        var result = Apply(new ColorJitter { Brightness = 0, Contrast = 0, Saturation = 0, Hue = 0.5 }, images);
        for (var sample = 0; sample < Count; sample++)
        {
            var shift = ((2 * Uniform(sample, 3)) - 1) * 0.5;
            Compare(Pixels(result, sample), Pixels(images, sample).ConvertAll(pixel => Turned(pixel, shift)));
        }
    }

    [Fact]
    public void GrayImagesHaveNeitherSaturationNorHue()
    {
        var images = rand(Count, 1, 4, 4);
        Apply(new ColorJitter { Brightness = 0, Contrast = 0, Saturation = 5, Hue = 0.5 }, images).allclose(images, 1e-5, 1e-6).Should().BeTrue();
    }

    [Fact]
    public void NeedsOneChannelOrThree()
    {
        var apply = () => Apply(new ColorJitter(), zeros(Count, 4, 2, 2));
        apply.Should().Throw<InvalidOperationException>().WithMessage("'color_jitter' needs images with 1 or 3 channels, and the inputs have 4");
    }

    /// <summary>By hexagon: the colour at a hue is mixed from the two corners beside it.</summary>
    private static double[] Turned(double[] pixel, double shift)
    {
        var (largest, smallest) = (pixel.Max(), pixel.Min());
        if (largest == smallest)
        {
            return pixel;
        }

        double[] pure = [.. pixel.Select(value => (value - smallest) / (largest - smallest))];
        var hue = Enumerable.Range(0, 60_001).Select(index => index / 10_000.0).MinBy(candidate => Corner(candidate).Zip(pure, (one, other) => Math.Abs(one - other)).Sum());
        return [.. Corner((hue + (6 * shift) + 6) % 6).Select(value => smallest + ((largest - smallest) * value))];
    }

    private static double[] Corner(double hue)
    {
        double[][] corners = [[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1]];
        var (before, after) = (corners[(int)hue % 6], corners[((int)hue + 1) % 6]);
        return [.. before.Zip(after, (one, other) => one + ((other - one) * (hue - Math.Floor(hue))))];
    }

    private static double Gray(double[] pixel) => pixel.Zip(Weights, (value, weight) => value * weight).Sum();

    private static double[] Away(double from, double[] pixel, double factor) => [.. pixel.Select(value => Math.Clamp(from + ((value - from) * factor), 0, 1))];

    private static double Factor(int sample, int draw, double smallest, double largest) => smallest + ((largest - smallest) * Uniform(sample, draw));

    private static double Uniform(int sample, int draw) => Philox.Uniform(Key, (ulong)sample, 0, (uint)draw);

    private static List<double[]> Pixels(Tensor images, int sample) =>
        [.. images[sample].flatten(1).t().contiguous().data<float>().ToArray().Chunk(3).Select(pixel => Array.ConvertAll(pixel, value => (double)value))];

    private static void Compare(List<double[]> actual, List<double[]> expected) =>
        actual.SelectMany(pixel => pixel).Should().Equal(expected.SelectMany(pixel => pixel), (one, other) => Math.Abs(one - other) < 1e-3);

    private static Tensor Apply(ColorJitter augmentation, Tensor inputs)
    {
        long[] samples = [.. Enumerable.Range(0, (int)inputs.shape[0]).Select(index => (long)index)];
        return augmentation.Apply(inputs, new SampleDraws(Key, epoch: 0, samples));
    }
}
