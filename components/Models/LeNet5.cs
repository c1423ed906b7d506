using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998, figure 2) as it is commonly trained today: 6 and 16 maps of 5×5 convolutions, each
/// with pooling, then layers of 120 and 84. Images smaller than 32×32 are padded with zeros to that size, as in the paper. Unlike
/// there, every map sees all maps before it, pooling has no weights of its own, the hyperbolic tangent is not scaled, and the
/// output is a linear layer of logits instead of radial basis functions. Weights start as torch's layers do.
/// </summary>
[Synonyms("lenet")]
[Component("lenet5", Version = 2)]
public sealed record LeNet5 : IModel
{
    private const long Side = 32;

    /// <summary>The function after each layer; the paper's is <c>tanh</c>.</summary>
    public Activation Activation { get; init; } = Activation.Tanh;

    /// <summary>How 2×2 pixels become one; the paper's is <c>average</c>.</summary>
    public Pooling Pooling { get; init; } = Pooling.Average;

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var (channels, height, width) = data.RequireImages("lenet5");
        var layers = new Layers();
        var (rows, columns) = (Math.Max(0, Side - height), Math.Max(0, Side - width));
        if (rows + columns > 0)
        {
            layers.Add("pad", nn.ZeroPad2d((columns / 2, columns - (columns / 2), rows / 2, rows - (rows / 2))));
        }

        AddStage(layers, 1, channels, 6);
        AddStage(layers, 2, 6, 16);
        layers.Add("flatten", nn.Flatten());
        layers.Add("fc1", nn.Linear(16 * AfterStages(height + rows) * AfterStages(width + columns), 120));
        layers.Add("activation3", Activation);
        layers.Add("fc2", nn.Linear(120, 84));
        layers.Add("activation4", Activation);
        layers.Add("fc3", nn.Linear(84, data.Outputs));
        return layers.Build();
    }

    /// <summary>The side of an image after both convolutions and poolings.</summary>
    private static long AfterStages(long side) => (((side - 4) / 2) - 4) / 2;

    private void AddStage(Layers layers, int number, long inputs, long outputs)
    {
        layers.Add($"conv{number}", nn.Conv2d(inputs, outputs, kernel_size: 5));
        layers.Add($"activation{number}", Activation);
        layers.Add($"pool{number}", Pooling == Pooling.Average ? nn.AvgPool2d(2) : nn.MaxPool2d(2));
    }
}
