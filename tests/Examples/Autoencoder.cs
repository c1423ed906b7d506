using System.Security.Cryptography;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>Images [1, 12, 12] of one soft spot, each at a place of its own, and nothing to ask for.</summary>
[Component("spots")]
public sealed record Spots : IDataset
{
    private const int Side = 12;

    /// <summary>The number of images.</summary>
    [Range(10, 100_000)]
    public int Count { get; init; } = 500;

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        using var scope = NewDisposeScope();
        var random = new Generator(0);
        Tensor Place() => (rand([Count, 1, 1], generator: random) * (Side - 4)) + 2;
        var place = arange(Side, ScalarType.Float32);
        var distance = (place.view(1, Side, 1) - Place()).square() + (place.view(1, 1, Side) - Place()).square();
        var images = (distance / -4).exp().mul(byte.MaxValue).to(ScalarType.Byte).unsqueeze(1);
        var digest = Convert.ToHexStringLower(SHA256.HashData(images.bytes));
        return new DatasetContent(
            new SampleTable(DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), 1, Side, Side)), new ResidentColumn(images, scale: 1.0 / byte.MaxValue)), Test: null, digest);
    }
}

/// <summary>
/// An encoder gives a mean and a variance for each number of a short code, a decoder the image for a code that is drawn from them (Kingma,
/// Welling 2014). It has three outputs: <c>image</c> [B, …], <c>mean</c> [B, code] and <c>log_variance</c> [B, code]. In evaluation the mean is the code.
/// </summary>
[Component("variational_autoencoder")]
public sealed record VariationalAutoencoder : IModel
{
    /// <summary>How many numbers make up a code.</summary>
    [Range(1, 65536)]
    public int Code { get; init; } = 2;

    /// <summary>The width of the hidden layers.</summary>
    [Range(1, 65536)]
    public int Width { get; init; } = 64;

    /// <inheritdoc/>
    public Network Build(DataSpec data) => new Coder(data.InputSize, Code, Width);

    private sealed class Coder : nn.Module<Batch, Outputs>
    {
        private readonly Sequential encoder;
        private readonly Sequential decoder;

        public Coder(long size, long code, long width)
            : base("variational_autoencoder")
        {
            encoder = nn.Sequential(("hidden", nn.Linear(size, width)), ("activation", nn.ReLU()), ("output", nn.Linear(width, 2 * code)));
            decoder = nn.Sequential(("hidden", nn.Linear(code, width)), ("activation", nn.ReLU()), ("output", nn.Linear(width, size)), ("pixels", nn.Sigmoid()));
            RegisterComponents();
        }

        public override Outputs forward(Batch batch)
        {
            var parts = encoder.call(batch.Input.flatten(1)).chunk(2, 1);
            var (mean, logVariance) = (parts[0], parts[1]);
            var code = training ? mean + (randn_like(mean) * (logVariance / 2).exp()) : mean;
            return new Outputs(new Dictionary<string, Tensor>
            {
                ["image"] = decoder.call(code).view_as(batch.Input),
                ["mean"] = mean,
                ["log_variance"] = logVariance,
            });
        }
    }
}

/// <summary>Trains a model with the outputs of <see cref="VariationalAutoencoder"/>. It answers with the code of an image.</summary>
[Component("autoencoding")]
public sealed record Autoencoding : IMethod
{
    /// <summary>What the divergence of codes from a normal distribution counts (Higgins et al. 2017).</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Model?.One is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Model), "method 'autoencoding' trains one model, for example 'model: variational_autoencoder'");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, Beta);

    private sealed class Running : DataTraining
    {
        private readonly double beta;
        private readonly Network model;

        public Running(MethodContext context, double beta)
            : base(context)
        {
            this.beta = beta;
            model = Keep("model", context.Model(Spec));
            LearnWith(context.Updater(model));
            TryOneSample();
        }

        protected override Outputs Outputs(Batch batch) => model.Call(batch);

        /// <summary>The bound on the likelihood, a mean over samples: how unlike the images are, and how unlike a normal distribution the codes.</summary>
        protected override Tensor Loss(Outputs outputs, Batch batch)
        {
            var unlike = nn.functional.binary_cross_entropy(outputs["image"], batch.Input, reduction: nn.Reduction.Sum);
            var (mean, logVariance) = (outputs["mean"], outputs["log_variance"]);
            var divergence = (mean.square() + logVariance.exp() - logVariance - 1).sum() / 2;
            return (unlike + (beta * divergence)) / batch.Size;
        }

        protected override IReadOnlyList<Prediction> Answers(Outputs outputs, IReadOnlyList<string> inputs) => ValuesPrediction.Of(outputs["mean"], inputs);
    }
}
