using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Augmentations;

public sealed class AugmentationsTests : TensorTest
{
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");

    [Fact]
    public void NormalizeWorksByChannel()
    {
        var images = arange(12).reshape(1, 3, 2, 2).to(ScalarType.Float32);
        Apply(new Normalize { Mean = [1, 2, 3], Std = [1, 2, 4] }, images).data<float>().ToArray()
            .Should().Equal(-1, 0, 1, 2, 1, 1.5f, 2, 2.5f, 1.25f, 1.5f, 1.75f, 2);
        Apply(new Normalize { Mean = [1], Std = [2] }, images).data<float>().ToArray()
            .Should().Equal(Enumerable.Range(0, 12).Select(value => (value - 1) / 2f));
    }

    [Fact]
    public void NormalizeWorksOnTables() =>
        Apply(new Normalize { Mean = [1, 0], Std = [1, 2] }, tensor([3f, 4f], [1, 2])).data<float>().ToArray().Should().Equal(2, 2);

    [Fact]
    public void NormalizeNeedsAValueForEachChannel()
    {
        var apply = () => Apply(new Normalize { Mean = [1, 2], Std = [1, 2] }, zeros(1, 3, 2, 2));
        apply.Should().Throw<InvalidOperationException>().WithMessage("'normalize' has 2 means: expected 1, or one for each channel of the inputs, 3");
    }

    [Fact]
    public void NormalizeNamesWhatDoesNotFit()
    {
        new Normalize { Mean = [1, 2], Std = [1] }.Validate().Single().Message
            .Should().Be("as many values as in mean are needed: mean has 2, std 1");
    }

    [Fact]
    public void RandomCropReachesEveryPlace()
    {
        var image = zeros(2_000, 1, 1, 1).add(1);
        var crops = Apply(new RandomCrop { Padding = 1 }, image);
        crops.sum().item<float>().Should().BeInRange(2_000 / 9f * 0.8f, 2_000 / 9f * 1.2f);
    }

    [Fact]
    public void RandomCropRefusesAWindowLargerThanTheImage()
    {
        var apply = () => Apply(new RandomCrop { Padding = 1, Size = 12 }, zeros(1, 1, 8, 8));
        apply.Should().Throw<InvalidOperationException>().WithMessage(
            "'random_crop' cuts windows of 12×12 pixels, and with padding the images have 10×10");
    }

    [Fact]
    public void RandomCropNeedsImages()
    {
        var apply = () => Apply(new RandomCrop(), zeros(2, 64));
        apply.Should().Throw<InvalidOperationException>().WithMessage(
            "'random_crop' needs images [channels, height, width], and the inputs are [64]");
    }

    [Fact]
    public void RandomHorizontalFlipMirrorsAsManyAsItsProbabilitySays()
    {
        var images = arange(2).to(ScalarType.Float32).expand(1_000, 1, 1, 2);
        var mirrored = Apply(new RandomHorizontalFlip { Probability = 0.3 }, images).select(3, 0).sum().item<float>();
        mirrored.Should().BeInRange(250, 350);
    }

    [Fact]
    public void ProbabilityZeroMirrorsNoneAndOneAll()
    {
        var images = rand(5, 1, 2, 2);
        Apply(new RandomHorizontalFlip { Probability = 0 }, images).Equals(images).Should().BeTrue();
        Apply(new RandomHorizontalFlip { Probability = 1 }, images).Equals(images.flip(3)).Should().BeTrue();
    }

    private static Tensor Apply(IAugmentation augmentation, Tensor inputs)
    {
        long[] samples = [.. Enumerable.Range(0, (int)inputs.shape[0]).Select(index => (long)index)];
        return augmentation.Apply(inputs, new SampleDraws(Key, epoch: 0, samples));
    }
}
