using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Models;

public sealed class ImageModelsTests : TensorTest
{
    private static readonly DataSpec Cifar = Fields.Of([3, 32, 32], classes: 10);
    private static readonly DataSpec Mnist = Fields.Of([1, 28, 28], classes: 10);

    /// <summary>Counts of the paper's table 6 in millions; exact ones by its layers.</summary>
    [Theory]
    [InlineData(20, 0.27)]
    [InlineData(32, 0.46)]
    [InlineData(44, 0.66)]
    [InlineData(56, 0.85)]
    [InlineData(110, 1.7)]
    public void ResnetsHaveThePapersSizes(int depth, double millions)
    {
        var count = Count(new ResnetCifar { Depth = depth }, Cifar);
        (count / 1e6).Should().BeApproximately(millions, millions < 1 ? 0.0051 : 0.051);
        var blocks = (depth - 2) / 6;
        long Stage(int inputs, int width) =>
            (9 * inputs * width) + (((2 * blocks) - 1) * 9 * width * width) + (2 * blocks * 2 * width);
        count.Should().Be((9 * 3 * 16) + 32 + Stage(16, 16) + Stage(16, 32) + Stage(32, 64) + (64 * 10) + 10);
    }

    [Fact]
    public void ProjectionsAddTheirWeights() =>
        (Count(new ResnetCifar { Shortcut = ShortcutOption.B }, Cifar) - Count(new ResnetCifar(), Cifar))
            .Should().Be((16 * 32) + (2 * 32) + (32 * 64) + (2 * 64));

    [Fact]
    public void AShortcutWithoutWeightsTakesEverySecondPixelBetweenZeros()
    {
        using var model = new ResnetCifar { Depth = 8, Width = 2 }.Build(Fields.Of([2, 4, 4], classes: 2)).Plain();
        model.eval();
        using var noGradients = no_grad();
        var block = (nn.Module<Tensor, Tensor>)model.named_modules().Single(entry => entry.name == "layer2.0").module;
        foreach (var parameter in block.parameters())
        {
            parameter.zero_(); // what is left is the shortcut
        }

        var input = rand(1, 2, 4, 4);
        var output = block.call(input);
        output.shape.Should().Equal(1, 4, 2, 2);
        output[0, 0].abs().sum().item<float>().Should().Be(0);
        output[0, 3].abs().sum().item<float>().Should().Be(0);
        output[0, 1].data<float>().ToArray().Should().Equal(new[] { (0, 0), (0, 2), (2, 0), (2, 2) }.Select(place => input[0, 0, place.Item1, place.Item2].item<float>()));
    }

    [Fact]
    public void ABlockKeepsOnlyWhatItsBackwardPassNeeds()
    {
        using var model = new ResnetCifar { Depth = 8, Width = 2 }.Build(Cifar).Plain();
        using var scope = NewDisposeScope();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        _ = model.call(rand(2, 3, 32, 32));
        (DisposeScopeManager.Statistics.ThreadTotalLiveCount - before).Should().BeLessThanOrEqualTo(2, "the inputs and the outputs are all that C# holds on to");
    }

    [Fact]
    public void DepthsOfResnetsAre6nPlus2() => new ResnetCifar { Depth = 18 }.Validate().Single().Message
        .Should().Be("a depth is 6n + 2, such as 20, 32, 44, 56 or 110, and 18 is not");

    /// <summary>As in the paper but for the maps that see all maps (1,516 weights there), poolings without weights (12 and 32) and the output.</summary>
    [Fact]
    public void LeNet5HasTheWeightsOfItsLayers()
    {
        const int expected = (26 * 6) + (((6 * 25) + 1) * 16) + (((16 * 25) + 1) * 120) + (121 * 84) + (85 * 10);
        Count(new LeNet5(), Mnist).Should().Be(expected);
        Count(new LeNet5(), Fields.Of([1, 32, 32], classes: 10)).Should().Be(expected);
        Count(new LeNet5(), Fields.Of([1, 8, 8], classes: 10)).Should().Be(expected);
    }

    [Fact]
    public void LeNet5PadsImagesEvenly()
    {
        using var generator = manual_seed(3);
        using var model = new LeNet5().Build(Mnist).Plain();
        using var again = manual_seed(3);
        using var whole = new LeNet5().Build(Fields.Of([1, 32, 32], classes: 10)).Plain();
        var images = rand(2, 1, 28, 28);
        model.call(images).Equals(whole.call(nn.functional.pad(images, [2, 2, 2, 2]))).Should().BeTrue();
    }

    [Fact]
    public void LeNet5TakesLargerImages()
    {
        using var model = new LeNet5().Build(Fields.Of([3, 40, 36], classes: 10)).Plain();
        model.call(rand(2, 3, 40, 36)).shape.Should().Equal(2, 10);
    }

    [Theory]
    [InlineData(11, 8)]
    [InlineData(13, 10)]
    [InlineData(16, 13)]
    [InlineData(19, 16)]
    public void VggsHaveTheConvolutionsOfTheirTable(int depth, int convolutions)
    {
        using var model = new Vgg { Depth = depth }.Build(Cifar).Plain();
        model.named_parameters().Count(entry => entry.parameter.dim() == 4).Should().Be(convolutions);
    }

    [Fact]
    public void Vgg16HasTheWeightsOfItsLayers()
    {
        int[] widths = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512];
        var convolutions = widths.Zip(widths.Skip(1), (inputs, outputs) => (long)((9 * inputs) + 1) * outputs).Sum();
        Count(new Vgg { BatchNorm = false }, Cifar).Should().Be(convolutions + (513 * 10));
        Count(new Vgg { Hidden = [100] }, Cifar).Should().Be(convolutions + (2 * widths.Skip(1).Sum()) + (513 * 100) + (101 * 10));
    }

    [Fact]
    public void DepthsOfVggsAreThePapers() => new Vgg { Depth = 12 }.Validate().Single().Message.Should().Be("the paper has depths 11, 13, 16 and 19");

    [Fact]
    public void ModelsForImagesSaySo()
    {
        foreach (var model in new IModel[] { new LeNet5(), new Vgg(), new ResnetCifar() })
        {
            var build = () => model.Build(Fields.Of([64], classes: 10));
            build.Should().Throw<InvalidOperationException>().WithMessage("* needs images [channels, height, width], and the inputs of this data set are [64]");
        }
    }

    private static long Count(IModel component, DataSpec data)
    {
        using var model = component.Build(data).Plain();
        return model.parameters().Sum(parameter => parameter.numel());
    }
}
