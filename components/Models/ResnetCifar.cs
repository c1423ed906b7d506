using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// The residual network for small images (He, Zhang, Ren, Sun 2016, section 4.2): a 3×3 convolution, three stages of n blocks with
/// two 3×3 convolutions each, the second and third stage at half the resolution and twice the channels, the mean over the image,
/// one linear layer: 6n + 2 layers with weights. Convolutions have no biases and start as in He et al. 2015 (normal, by the
/// inputs), the linear layer as torch's do. State-dict keys are those of akamaster's pytorch_resnet_cifar10.
/// </summary>
[Component("resnet_cifar", Version = 2)]
public sealed record ResnetCifar : IModel, IValidate
{
    /// <summary>Layers with weights, 6n + 2: the paper has 20, 32, 44, 56 and 110.</summary>
    [Range(8, double.PositiveInfinity)]
    public int Depth { get; init; } = 20;

    /// <summary>The channels of the first stage; the paper's are 16.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Width { get; init; } = 16;

    /// <summary>What a shortcut does where the shape changes; the paper uses <c>a</c> for these images.</summary>
    public ShortcutOption Shortcut { get; init; } = ShortcutOption.A;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if ((Depth - 2) % 6 != 0)
        {
            yield return new ArgumentProblem(nameof(Depth), $"a depth is 6n + 2, such as 20, 32, 44, 56 or 110, and {Depth} is not");
        }
    }

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var (inputs, _, _) = data.RequireImages("resnet_cifar");
        var layers = new Layers();
        layers.Add("conv1", ResidualBlock.Convolution(inputs, Width, stride: 1));
        layers.Add("bn1", nn.BatchNorm2d(Width));
        layers.Add("relu", nn.ReLU(inplace: true));
        layers.Add("layer1", Stage(Width, Width, stride: 1));
        layers.Add("layer2", Stage(Width, 2 * Width, stride: 2));
        layers.Add("layer3", Stage(2 * Width, 4 * Width, stride: 2));
        layers.Add("pool", nn.AdaptiveAvgPool2d(1));
        layers.Add("flatten", nn.Flatten());
        layers.Add("linear", nn.Linear(4 * Width, data.Outputs));
        return layers.Build();
    }

    private nn.Module<Tensor, Tensor> Stage(long inputs, long outputs, long stride)
    {
        var blocks = new NumberedLayers();
        for (var block = 0; block < (Depth - 2) / 6; block++)
        {
            blocks.Add(block == 0 ? new ResidualBlock(inputs, outputs, stride, Shortcut) : new ResidualBlock(outputs, outputs, 1, Shortcut));
        }

        return blocks.Build();
    }
}
