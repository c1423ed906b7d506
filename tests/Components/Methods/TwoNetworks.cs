using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
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

    private sealed class Running : Algorithm
    {
        private const int Noise = 8;
        private readonly int batchSize;
        private readonly DatasetContent content;
        private readonly Feed feed;
        private readonly nn.Module<Tensor, Tensor> generator;
        private readonly nn.Module<Tensor, Tensor> critic;
        private readonly Updater generatorUpdate;
        private readonly Updater criticUpdate;

        public Running(MethodContext context)
        {
            var experiment = context.Experiment;
            batchSize = experiment.Train.BatchSize;
            content = experiment.Dataset!.Load(context.DataFolder);
            var samples = SampleSubset.All(content.Train);
            var order = experiment.Train.Sampling.Build(samples, content.Spec);
            feed = new Feed(samples, DataSplit.Train, experiment.Augmentation, experiment.Train.Seed, context.Device, order);
            generator = new Mlp { Widths = [16] }.Build(new DataSpec { InputShape = [Noise], Classes = (int)content.Spec.InputSize });
            critic = new Mlp { Widths = [16] }.Build(new DataSpec { InputShape = [content.Spec.InputSize], Classes = 2 });
            Updater Update(string name, nn.Module module) =>
                new(name, experiment.Optimizer!.Named![name], experiment.Schedule, experiment.Train, module);
            generatorUpdate = Update("generator", generator);
            criticUpdate = Update("critic", critic);
        }

        public override long? StepsPerEpoch => feed.Count / batchSize;

        public override long SamplesPerStep => batchSize;

        public override long Parameters => 0;

        public override string? DataDigest => content.Digest;

        public override void Step(StepContext step)
        {
            var (epoch, position) = Math.DivRem(step.Progress.Step, StepsPerEpoch!.Value);
            var real = feed.Fetch(epoch, (int)position * batchSize, batchSize).Inputs.flatten(1);
            var made = generator.call(randn(batchSize, Noise));

            criticUpdate.Update(step, () => Learn(criticUpdate, "critic_loss", Judge(real, 1) + Judge(made.detach(), 0), step));
            generatorUpdate.Update(step, () => Learn(generatorUpdate, "generator_loss", Judge(made, 1), step));
        }

        public override EvaluationResult Evaluate(string split) => EvaluationResult.None;

        public override void Save(CheckpointWriter checkpoint)
        {
            checkpoint.Module("generator", generator);
            checkpoint.Module("critic", critic);
            generatorUpdate.Save(checkpoint);
            criticUpdate.Save(checkpoint);
        }

        public override void Load(CheckpointReader checkpoint)
        {
            LoadWeights(checkpoint);
            generatorUpdate.Load(checkpoint);
            criticUpdate.Load(checkpoint);
        }

        public override void LoadWeights(CheckpointReader checkpoint)
        {
            checkpoint.Module("generator", generator);
            checkpoint.Module("critic", critic);
        }

        protected override void Dispose(bool disposing)
        {
            generatorUpdate.Dispose();
            criticUpdate.Dispose();
            generator.Dispose();
            critic.Dispose();
            feed.Dispose();
            content.Dispose();
        }

        private static void Learn(Updater updater, string figure, Tensor loss, StepContext step)
        {
            updater.Backward(loss);
            step.Record(figure, loss);
        }

        private Tensor Judge(Tensor samples, long verdict) =>
            nn.functional.cross_entropy(critic.call(samples), full([batchSize], verdict, dtype: ScalarType.Int64));
    }
}
