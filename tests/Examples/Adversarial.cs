using ExperimentRunner.Components;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// A generator makes samples from noise that a critic shall take for those of the data set (Goodfellow et al. 2014). It takes two models and
/// two optimizers, <c>generator</c> and <c>critic</c>; whatever the data set asks for is left aside.
/// </summary>
[Component("adversarial")]
public sealed record Adversarial : IMethod
{
    /// <summary>How many random numbers the generator makes a sample of.</summary>
    [Range(1, 65536)]
    public int Noise { get; init; } = 8;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Model?.Named is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Model), "method 'adversarial' trains two models, for example 'model: {generator: mlp, critic: mlp}'");
        }

        if (experiment.Optimizer?.Named is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Optimizer), "method 'adversarial' needs two optimizers, for example 'optimizer: {generator: adam, critic: adam}'");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, Noise);

    private sealed class Running : DataTraining
    {
        private readonly Network generator;
        private readonly Network critic;
        private readonly Updater generatorUpdate;
        private readonly Updater criticUpdate;
        private readonly Tensor evaluated; // the same noise at every evaluation, so that two of them can be compared

        public Running(MethodContext context, int noise)
            : base(context)
        {
            generator = Keep("generator", context.Model(
                DataSpec.Of(FieldSpec.Given("noise", new ValuesMeaning(), noise), FieldSpec.Asked("sample", new ValuesMeaning(), Spec.InputSize)), "generator"));
            critic = Keep("critic", context.Model(DataSpec.Of(Spec.Input, FieldSpec.Asked("verdict", new ValuesMeaning(), 1)), "critic"));
            generatorUpdate = Keep(context.Updater(generator, "generator"));
            criticUpdate = Keep(context.Updater(critic, "critic"));
            evaluated = Keep("noise", randn([context.Experiment.Train.BatchSize, noise]).to(context.Device));
        }

        /// <summary>What is measured, and what is made, as pictures.</summary>
        public override EvaluationResult Evaluate(string split)
        {
            var result = base.Evaluate(split);
            if (result.Values.Count > 0)
            {
                using var scope = NewDisposeScope();
                using var withoutGradients = no_grad();
                result.Report.Samples("made", SampleView.Of(new Batch(DataSpec.Of(Spec.Input), new FieldValues(Made(evaluated)))));
            }

            return result;
        }

        protected override void Learn(StepContext step, StepBatches batches)
        {
            criticUpdate.Update(step, batches, part => Judge(part.Batch.Input, isReal: true) + Judge(Made(NoiseFor(part)).detach(), isReal: false));
            generatorUpdate.Update(step, batches, part => Judge(Made(NoiseFor(part)), isReal: true));
        }

        protected override Outputs Outputs(Batch batch) => Made(evaluated.narrow(0, 0, batch.Size));

        protected override Tensor Loss(Outputs outputs, Batch batch) => Judge(outputs.One, isReal: true);

        private Tensor NoiseFor(StepBatch part) => randn([part.Batch.Size, evaluated.shape[1]], device: evaluated.device);

        private Tensor Made(Tensor noise) => generator.Call(noise).sigmoid().view([-1, .. Spec.InputShape]);

        private Tensor Judge(Tensor samples, bool isReal)
        {
            var verdicts = critic.Call(samples);
            return nn.functional.binary_cross_entropy_with_logits(verdicts, full_like(verdicts, isReal ? 1 : 0));
        }
    }
}

/// <summary>How far the means of what a generator makes lie from those of the data, as a mean over values and batches: 0 where they agree.</summary>
[Component("mean_distance")]
public sealed record MeanDistance : IMetric
{
    /// <inheritdoc/>
    public Direction? Better => Direction.Minimize;

    /// <inheritdoc/>
    public MetricAccumulator Build(DataSpec data) => new MeanOverSamples((made, batch) => (made.One.mean([0L]) - batch.Input.mean([0L])).abs());
}
