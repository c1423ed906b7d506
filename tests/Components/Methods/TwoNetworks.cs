using ExperimentRunner.Components;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Conformance;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Methods;

/// <summary>A small adversarial method: a generator and a critic, each with its own optimizer, that never saw the trainer.</summary>
[Component("two_networks")]
public sealed record TwoNetworks : IMethod
{
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Optimizer?.Named is not { } named || !named.ContainsKey("generator") || !named.ContainsKey("critic"))
        {
            yield return new ArgumentProblem(nameof(experiment.Optimizer), "expected two optimizers, generator and critic");
        }
    }

    public Algorithm Build(MethodContext context) => new Running(context);

    private sealed class Running : DataTraining
    {
        private const int Noise = 8;
        private readonly Network generator;
        private readonly Network critic;
        private readonly Updater generatorUpdate;
        private readonly Updater criticUpdate;

        public Running(MethodContext context)
            : base(context)
        {
            generator = Keep("generator", new Mlp { Widths = [16] }.Build(Fields.Of([Noise], classes: (int)Spec.InputSize)));
            critic = Keep("critic", new Mlp { Widths = [16] }.Build(Fields.Of([Spec.InputSize], classes: 2)));
            generatorUpdate = Keep(context.Updater(generator, "generator"));
            criticUpdate = Keep(context.Updater(critic, "critic"));
        }

        public override EvaluationResult Evaluate(string split) => EvaluationResult.None;

        protected override void Learn(StepContext step, StepBatches batches)
        {
            var made = Made(SamplesPerStep);
            criticUpdate.Update(step, batches, part => Judge(part.Batch.Input.flatten(1), 1) + Judge(made.detach().narrow(0, 0, part.Batch.Size), 0));
            generatorUpdate.Update(step, batches, part => Judge(made.narrow(0, 0, part.Batch.Size), 1));
        }

        protected override Outputs Outputs(Batch batch) => Made(batch.Size);

        protected override Tensor Loss(Outputs outputs, Batch batch) => Judge(outputs.One, 1);

        private Tensor Made(long count) => generator.Call(randn(count, Noise));

        private Tensor Judge(Tensor samples, long verdict) =>
            nn.functional.cross_entropy(critic.Call(samples), full([samples.shape[0]], verdict, dtype: ScalarType.Int64));
    }
}
