using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

/// <summary>Corners of what moves pixels.</summary>
public sealed class GeometryTests : TensorTest
{
    private const int Count = 6;
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");

    [Fact]
    public void RandomRotationStaysWithinItsAngle()
    {
        var images = rand(Count, 1, 6, 6);
        Apply(new RandomRotation { Degrees = 0 }, images).allclose(images, 1e-5, 1e-5).Should().BeTrue();
        var nearest = Apply(new RandomRotation { Degrees = 180, Interpolation = Interpolation.Nearest, Fill = 2 }, images);
        nearest.data<float>().ToArray().Should().OnlyContain(value => value == 2 || images.data<float>().ToArray().Contains(value));
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

    private static Tensor Apply(IAugmentation augmentation, Tensor inputs)
    {
        long[] samples = [.. Enumerable.Range(0, (int)inputs.shape[0]).Select(index => (long)index)];
        return augmentation.Apply(inputs, new SampleDraws(Key, epoch: 0, samples));
    }
}
