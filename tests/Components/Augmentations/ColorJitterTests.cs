using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

public sealed class ColorJitterTests : TensorTest
{
    private const int Count = 5;
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");

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

    private static Tensor Apply(ColorJitter augmentation, Tensor inputs)
    {
        long[] samples = [.. Enumerable.Range(0, (int)inputs.shape[0]).Select(index => (long)index)];
        return augmentation.Apply(inputs, new SampleDraws(Key, epoch: 0, samples));
    }
}
