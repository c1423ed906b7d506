using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Models;

public sealed class ConvnetTests : TensorTest
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(1, 28)]
    [InlineData(3, 32)]
    public void WorksOnTheUsualImages(int channels, int size)
    {
        using var model = new Convnet().Build(Images(channels, size)).Plain();
        model.call(rand(2, channels, size, size)).shape.Should().Equal(2, 10);
    }

    [Fact]
    public void HasTheParametersOfItsLayers()
    {
        const int convolutions = (9 * 1 * 32) + (9 * 32 * 64);
        Count(new Convnet()).Should().Be(convolutions + (2 * 32) + (2 * 64) + (64 * 4 * 128) + 128 + (128 * 10) + 10);
        Count(new Convnet { BatchNorm = false, Hidden = null }).Should().Be(convolutions + 32 + 64 + (64 * 4 * 10) + 10);
    }

    [Fact]
    public void AKernelKeepsTheSizeOfTheImage() =>
        Count(new Convnet { Kernel = 5, BatchNorm = false, Hidden = null }).Should().Be((25 * 1 * 32) + 32 + (25 * 32 * 64) + 64 + (64 * 4 * 10) + 10);

    [Fact]
    public void AKernelHasAMiddle() =>
        new Convnet { Kernel = 4 }.Validate().Single().Message.Should().Be("a kernel of 4×4 pixels has no middle: choose an odd number");

    [Fact]
    public void StopsPoolingAtASingleRow()
    {
        using var model = new Convnet { Widths = [2, 2, 2, 2, 2] }.Build(Images(1, 8)).Plain();
        model.call(rand(2, 1, 8, 8)).shape.Should().Equal(2, 10);
    }

    [Fact]
    public void NeedsImages()
    {
        var build = () => new Convnet().Build(Fields.Of([64], classes: 10));
        build.Should().Throw<InvalidOperationException>().WithMessage(
            "'convnet' needs images [channels, height, width], and the inputs of this data set are [64]");
    }

    private static DataSpec Images(int channels, int size) => Fields.Of([channels, size, size], classes: 10);

    private static long Count(Convnet convnet)
    {
        using var model = convnet.Build(Images(1, 8)).Plain();
        return model.parameters().Sum(parameter => parameter.numel());
    }
}
