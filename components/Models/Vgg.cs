using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// VGG (Simonyan, Zisserman 2015, table 1, configurations A, B, D and E) for small images: stages of 3×3 convolutions with 64, 128,
/// 256, 512 and 512 channels, each with ReLU and, unlike the paper's, batch normalisation; max pooling after each stage until the
/// image is a single row or column. The paper's two layers of 4096 are made for images of 224×224: here none is the default.
/// Convolutions start as in He et al. 2015 (normal, by the outputs), other layers as torch's do; state-dict keys are torchvision's.
/// </summary>
[Component("vgg", Version = 2)]
public sealed record Vgg : IModel, IValidate
{
    private static readonly int[] Widths = [64, 128, 256, 512, 512];

    /// <summary>Layers with weights in the paper's count: 11 (A), 13 (B), 16 (D) or 19 (E), three of them for the classifier.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>Whether convolutions are normalised by the batch (Ioffe, Szegedy 2015).</summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>The widths of the hidden layers of the classifier, each with ReLU; the paper's are <c>[4096, 4096]</c>.</summary>
    [Range(1, double.PositiveInfinity)]
    public IReadOnlyList<int> Hidden { get; init; } = [];

    /// <summary>The probability with which training drops a value after a hidden layer (Srivastava et al. 2014).</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Depth is not (11 or 13 or 16 or 19))
        {
            yield return new ArgumentProblem(nameof(Depth), "the paper has depths 11, 13, 16 and 19");
        }
    }

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var (channels, height, width) = data.RequireImages("vgg");
        var features = new NumberedLayers();
        for (var stage = 0; stage < Widths.Length; stage++)
        {
            for (var convolution = 0; convolution < ConvolutionsOf(stage); convolution++)
            {
                AddConvolution(features, channels, Widths[stage]);
                channels = Widths[stage];
            }

            if (Math.Min(height, width) > 1)
            {
                features.Add(nn.MaxPool2d(kernel_size: 2));
                (height, width) = (height / 2, width / 2);
            }
        }

        var layers = new Layers();
        layers.Add("features", features.Build());
        layers.Add("flatten", nn.Flatten());
        layers.Add("classifier", Classifier(channels * height * width, data.Outputs));
        return layers.Build();
    }

    private int ConvolutionsOf(int stage) => Depth switch
    {
        11 => stage < 2 ? 1 : 2,
        13 => 2,
        16 => stage < 2 ? 2 : 3,
        _ => stage < 2 ? 2 : 4,
    };

    private void AddConvolution(NumberedLayers layers, long inputs, long outputs)
    {
        var convolution = nn.Conv2d(inputs, outputs, kernel_size: 3, padding: 1);
        nn.init.kaiming_normal_(convolution.weight!, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
        nn.init.zeros_(convolution.bias!);
        layers.Add(convolution);
        if (BatchNorm)
        {
            layers.Add(nn.BatchNorm2d(outputs));
        }

        layers.Add(nn.ReLU(inplace: true));
    }

    private nn.Module<Tensor, Tensor> Classifier(long size, int outputs)
    {
        var layers = new NumberedLayers();
        foreach (var width in Hidden)
        {
            layers.Add(nn.Linear(size, width));
            layers.Add(nn.ReLU(inplace: true));
            layers.Add(nn.Dropout(Dropout));
            size = width;
        }

        layers.Add(nn.Linear(size, outputs));
        return layers.Build();
    }
}
