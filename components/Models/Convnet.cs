using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// A small convolutional network for images: stages of a convolution that keeps the size of the image, batch normalisation, ReLU and 2×2 max pooling, then
/// one hidden layer. A stage whose image is a single row or column does not pool. Weights start as torch's layers do.
/// </summary>
[Synonyms("cnn", "simple_cnn")]
[Component("convnet", Version = 2)]
public sealed record Convnet : IModel, IValidate
{
    /// <summary>The number of channels of each stage, at least 1 each; at least one stage.</summary>
    [Synonyms("channels", "filters", "num_filters")]
    [Length(1), Range(1, double.PositiveInfinity)]
    public IReadOnlyList<int> Widths { get; init; } = [32, 64];

    /// <summary>The side of the convolutions' kernels, an odd number of pixels.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Kernel { get; init; } = 3;

    /// <summary>Whether stages normalise by the batch (Ioffe, Szegedy 2015).</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>The width of the hidden layer between stages and output; <c>none</c> leaves it out.</summary>
    [Range(1, double.PositiveInfinity)]
    public int? Hidden { get; init; } = 128;

    /// <summary>The probability with which training drops a value before the output layer (Srivastava et al. 2014).</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Kernel % 2 == 0)
        {
            yield return new ArgumentProblem(nameof(Kernel), $"a kernel of {Kernel}×{Kernel} pixels has no middle: choose an odd number");
        }
    }

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var (channels, height, width) = data.RequireImages("convnet");
        var layers = new Layers();
        for (var stage = 0; stage < Widths.Count; stage++)
        {
            var pools = Math.Min(height, width) > 1;
            layers.Add($"stage{stage}", Stage(channels, Widths[stage], pools));
            (channels, height, width) = (Widths[stage], pools ? height / 2 : height, pools ? width / 2 : width);
        }

        AddHead(layers, channels * height * width, data.Outputs);
        return layers.Build();
    }

    private nn.Module<Tensor, Tensor> Stage(long inputs, long outputs, bool pools)
    {
        var layers = new Layers();
        layers.Add("conv", nn.Conv2d(inputs, outputs, kernel_size: Kernel, padding: Kernel / 2, bias: !BatchNorm));
        if (BatchNorm)
        {
            layers.Add("norm", nn.BatchNorm2d(outputs));
        }

        layers.Add("activation", Activation.Relu);
        if (pools)
        {
            layers.Add("pool", nn.MaxPool2d(kernel_size: 2));
        }

        return layers.Build();
    }

    private void AddHead(Layers layers, long size, int outputs)
    {
        layers.Add("flatten", nn.Flatten());
        if (Hidden is { } width)
        {
            layers.Add("hidden", nn.Linear(size, width));
            layers.Add("activation", Activation.Relu);
            size = width;
        }

        layers.AddDropout("dropout", Dropout);
        layers.Add("output", nn.Linear(size, outputs));
    }
}
