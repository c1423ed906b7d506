using ExperimentRunner.Components;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// The model gives each sample a vector, so that two views of one sample, which <c>augmentation:</c> draws, lie closer together than those of
/// two samples (Chen et al. 2020, SimCLR). Nothing of what the data set asks for is learnt. It answers with the vector.
/// </summary>
[Component("two_views")]
public sealed record TwoViews : IMethod
{
    /// <summary>The length of a vector.</summary>
    [Range(2, 65536)]
    public int Width { get; init; } = 16;

    /// <summary>What similarities are divided by: the smaller, the more the closest samples count.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 0.2;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (!experiment.Augmentation.Any(augmentation => augmentation.IsRandom))
        {
            yield return new ArgumentProblem(nameof(experiment.Augmentation), "method 'two_views' compares two views of a sample: expected an augmentation that is random");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, this);

    private sealed class Running : DataTraining
    {
        private readonly double temperature;
        private readonly Network model;

        public Running(MethodContext context, TwoViews settings)
            : base(context)
        {
            temperature = settings.Temperature;
            model = Keep("model", context.Model(DataSpec.Of(Spec.Input, FieldSpec.Asked("vector", new ValuesMeaning(), settings.Width))));
            LearnWith(context.Updater(model));
        }

        protected override Tensor Loss(StepBatch part) => Mismatch(Vectors(part.View(0)), Vectors(part.View(1)));

        protected override Outputs Outputs(Batch batch) => Vectors(batch);

        /// <summary>Where nothing is drawn both views are one: what is left says how well samples are told apart.</summary>
        protected override Tensor Loss(Outputs outputs, Batch batch) => Mismatch(outputs.One, outputs.One);

        protected override IReadOnlyList<Prediction> Answers(Outputs outputs, IReadOnlyList<string> inputs) => ValuesPrediction.Of(outputs.One, inputs);

        private Tensor Vectors(Batch batch) => nn.functional.normalize(model.Call(batch).One, dim: 1);

        /// <summary>The cross entropy of finding each sample's other view among all of the batch.</summary>
        private Tensor Mismatch(Tensor one, Tensor other)
        {
            var similarities = one.matmul(other.transpose(0, 1)) / temperature;
            return nn.functional.cross_entropy(similarities, arange(one.shape[0], device: one.device));
        }
    }
}

/// <summary>The part of the samples whose nearest neighbour in their batch, by the cosine of the outputs, is of their class.</summary>
[Component("neighbour_accuracy")]
public sealed record NeighbourAccuracy : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Maximize;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data) => MeanOverSamples.Of((outputs, classes) =>
    {
        var vectors = nn.functional.normalize(outputs, dim: 1);
        var similarities = vectors.matmul(vectors.transpose(0, 1)) - diag(full([vectors.shape[0]], 2.0)); // no sample is its own neighbour
        return classes[similarities.argmax(1)].eq(classes);
    });
}
