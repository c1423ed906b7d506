using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Noisy images [1, 16, 16] of a bright disk and a stripe that is half as bright, and the class of each pixel.</summary>
[Component("shape_masks")]
public sealed record ShapeMasks : IDataset
{
    private const int Side = 16;

    /// <summary>The number of images.</summary>
    [Range(10, 100_000)]
    public int Count { get; init; } = 200;

    /// <inheritdoc/>
    public Meaning? Targets => new MaskMeaning(["background", "disk", "stripe"]);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        using var scope = NewDisposeScope();
        var random = new Generator(0);
        var (rows, columns) = (arange(Side).view(1, Side, 1), arange(Side).view(1, 1, Side));
        Tensor Draw(double least, double most) => (rand([Count, 1, 1], generator: random) * (most - least)) + least;
        var isStripe = (rows - Draw(2, 14)).abs().le(1).expand(Count, Side, Side);
        var isDisk = ((rows - Draw(4, 12)).square() + (columns - Draw(4, 12)).square()).le(Draw(9, 16));
        var masks = where(isDisk, 1, where(isStripe, 2, 0)).to(ScalarType.Byte);
        var brightness = where(isDisk, 1.0, where(isStripe, 0.5, 0.0)) + (0.1 * randn([Count, Side, Side], generator: random));
        var images = brightness.clamp(0, 1).mul(byte.MaxValue).to(ScalarType.Byte).unsqueeze(1);
        var digest = Convert.ToHexStringLower(SHA256.HashData(images.contiguous().bytes));
        var samples = new SampleTable(
            DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 1, Side, Side), FieldSpec.Asked("mask", Targets!, Side, Side)),
            new ResidentColumn(images, scale: 1.0 / byte.MaxValue),
            ResidentColumn.OfSmallNumbers(masks));
        return new DatasetContent(samples, Test: null, digest);
    }
}

/// <summary>Convolutions that keep the size of the image, and give a logit for each class at each pixel (Long, Shelhamer, Darrell 2015).</summary>
[Component("pixel_classifier")]
public sealed record PixelClassifier : IModel
{
    /// <summary>The channels of the hidden layers.</summary>
    [Range(1, 4096)]
    public int Width { get; init; } = 8;

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var layers = new Layers();
        layers.Add("conv0", nn.Conv2d(data.RequireImages("pixel_classifier").Channels, Width, 3, padding: 1));
        layers.Add("activation0", Activation.Relu);
        layers.Add("conv1", nn.Conv2d(Width, Width, 3, padding: 1));
        layers.Add("activation1", Activation.Relu);
        layers.Add("output", nn.Conv2d(Width, data.Outputs, 1));
        return layers.Build();
    }
}
