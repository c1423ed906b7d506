using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

/// <summary>Augmentations against plain loops over pixels, with the numbers that they draw.</summary>
public sealed class GeometryTests : TensorTest
{
    private const int Count = 6;
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");

    [Theory]
    [InlineData(Interpolation.Bilinear, 0)]
    [InlineData(Interpolation.Bilinear, 0.5)]
    public void RandomRotationTurnsByTheAngleThatWasDrawn(Interpolation interpolation, double fill)
    {
        var images = rand(Count, 2, 7, 9);
        var turned = Apply(new RandomRotation { Degrees = 60, Interpolation = interpolation, Fill = fill }, images);
        for (var sample = 0; sample < Count; sample++)
        {
            var angle = ((2 * Uniform(sample, 0)) - 1) * Math.PI / 3;
            var (source, result) = (images[sample], turned[sample]);
            for (var (row, column) = (0, 0); row < 7; (row, column) = column == 8 ? (row + 1, 0) : (row, column + 1))
            {
                var (right, down) = (column - 4.0, row - 3.0);
                var expected = Bilinear(
                    source, (right * Math.Sin(angle)) + (down * Math.Cos(angle)) + 3, (right * Math.Cos(angle)) - (down * Math.Sin(angle)) + 4, fill);
                result[1, row, column].item<float>().Should().BeApproximately((float)expected, 1e-4f);
            }
        }
    }

    [Fact]
    public void RandomRotationStaysWithinItsAngle()
    {
        var images = rand(Count, 1, 6, 6);
        Apply(new RandomRotation { Degrees = 0 }, images).allclose(images, 1e-5, 1e-5).Should().BeTrue();
        var nearest = Apply(new RandomRotation { Degrees = 180, Interpolation = Interpolation.Nearest, Fill = 2 }, images);
        nearest.data<float>().ToArray().Should().OnlyContain(value => value == 2 || images.data<float>().ToArray().Contains(value));
    }

    [Fact]
    public void CutoutFillsTheSquareThatWasDrawn()
    {
        var images = rand(Count, 2, 9, 8).add(1);
        var cut = Apply(new Cutout { Size = 4, Fill = 0.5 }, images);
        for (var sample = 0; sample < Count; sample++)
        {
            var (top, left) = ((int)(Uniform(sample, 0) * 9) - 2, (int)(Uniform(sample, 1) * 8) - 2);
            for (var (row, column) = (0, 0); row < 9; (row, column) = column == 7 ? (row + 1, 0) : (row, column + 1))
            {
                var isCut = row >= top && row < top + 4 && column >= left && column < left + 4;
                cut[sample, 1, row, column].item<float>().Should().Be(isCut ? 0.5f : images[sample, 1, row, column].item<float>());
            }
        }
    }

    [Fact]
    public void ResizeHalvesByMeansAndDoublesByLines()
    {
        // A triangle twice as wide as a pixel: weights 1, 3, 3, 1 over 8, cut off at the borders.
        var halved = Apply(new Resize { Size = 2 }, tensor([0f, 8, 16, 64], [1, 1, 1, 4]).expand(1, 1, 4, 4));
        halved[0, 0, 0].data<float>().ToArray().Should().Equal([((3 * 0) + (3 * 8) + 16) / 7f, (8 + (3 * 16) + (3 * 64)) / 7f], (one, other) => Math.Abs(one - other) < 1e-4f);
        var doubled = Apply(new Resize { Size = 4 }, tensor([0f, 8], [1, 1, 1, 2]).expand(1, 1, 2, 2));
        doubled[0, 0, 0].data<float>().ToArray().Should().Equal([0, 2, 6, 8], (one, other) => Math.Abs(one - other) < 1e-5f);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(5, false)]
    [InlineData(null, true)]
    [InlineData(5, true)]
    [InlineData(3, true)]
    public void RandomResizedCropScalesTheWindowThatWasDrawn(int? size, bool antialias)
    {
        var images = rand(Count, 2, 12, 10);
        var crops = Apply(new RandomResizedCrop { Size = size, Scale = [0.2, 0.6], Antialias = antialias }, images);
        crops.shape.Should().Equal(Count, 2, size ?? 12, size ?? 10);
        for (var sample = 0; sample < Count; sample++)
        {
            var area = 120 * (0.2 + (0.4 * Uniform(sample, 0)));
            var ratio = 0.75 * Math.Pow(16 / 9.0, Uniform(sample, 1));
            var (rows, columns) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
            var (top, left) = ((int)(Uniform(sample, 2) * (12 - rows + 1)), (int)(Uniform(sample, 3) * (10 - columns + 1)));
            var window = images.narrow(0, sample, 1).narrow(2, top, rows).narrow(3, left, columns).contiguous();
            var expected = nn.functional.interpolate(window, [size ?? 12, size ?? 10], mode: InterpolationMode.Bilinear, align_corners: false, antialias: antialias);
            crops.narrow(0, sample, 1).allclose(expected, 1e-4, 1e-5).Should().BeTrue("the first window fits");
        }
    }

    [Fact]
    public void RandomResizedCropTakesTheMiddleWhereNoWindowFits()
    {
        var images = rand(2, 1, 4, 16);
        var crops = Apply(new RandomResizedCrop { Size = 4, Scale = [1, 1], Ratio = [1, 1] }, images);
        crops.allclose(images.narrow(3, 6, 4), 1e-4, 1e-5).Should().BeTrue();
    }

    [Fact]
    public void BoundsAreInOrder()
    {
        new RandomResizedCrop { Scale = [0.5, 0.4] }.Validate().Single().Message.Should().Be("the smallest must not be above the largest");
        new RandomResizedCrop { Ratio = [2, 1] }.Validate().Should().ContainSingle();
    }

    private static double Bilinear(Tensor image, double row, double column, double fill)
    {
        var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
        double At(int y, int x) => y is < 0 or > 6 || x is < 0 or > 8 ? fill : image[1, y, x].item<float>();
        var (down, right) = (row - top, column - left);
        return ((1 - down) * (((1 - right) * At(top, left)) + (right * At(top, left + 1))))
            + (down * (((1 - right) * At(top + 1, left)) + (right * At(top + 1, left + 1))));
    }

    private static double Uniform(int sample, int draw) => Philox.Uniform(Key, (ulong)sample, 0, (uint)draw);

    private static Tensor Apply(IAugmentation augmentation, Tensor inputs)
    {
        long[] samples = [.. Enumerable.Range(0, (int)inputs.shape[0]).Select(index => (long)index)];
        return augmentation.Apply(inputs, new SampleDraws(Key, epoch: 0, samples));
    }
}
