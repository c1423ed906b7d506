using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// Federated averaging (McMahan et al. 2017): each client has a part of the training set, trains the model on it for a few steps, and the
/// means of all clients' weights become the model. A step of training is such a round. Parts hold neighbouring classes, so no client sees all.
/// Use an optimizer without memory, such as <c>sgd</c>: clients keep nothing between rounds.
/// </summary>
[Component("federated")]
public sealed record Federated : IMethod
{
    /// <summary>The number of clients.</summary>
    [Range(1, 10_000)]
    public int Clients { get; init; } = 4;

    /// <summary>The steps that each takes in a round.</summary>
    [Range(1, 10_000)]
    public int LocalSteps { get; init; } = 5;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment) => new Supervised().Check(experiment);

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, this);

    private sealed class Running : DataTraining
    {
        private readonly int localSteps;
        private readonly int batchSize;
        private readonly Feed[] clients;
        private readonly LossFunction loss;
        private readonly Network model;
        private readonly Network local; // a client at work: it begins each of its turns with the weights of the model
        private readonly Updater updater;

        public Running(MethodContext context, Federated settings)
            : base(context)
        {
            localSteps = settings.LocalSteps;
            var train = Splits.Train;
            var classes = train.Samples.Labels.ToArray();
            clients = [.. train.Indices.OrderBy(index => classes[index]).Chunk((train.Count + settings.Clients - 1) / settings.Clients)
                .Select(part => new SampleSubset(train.Samples, part))
                .Select(part => FeedOf(part, DataSplit.Train, context.Experiment.Train.Sampling.Build(part, Spec)))];
            batchSize = Math.Min((int)base.SamplesPerStep, clients.Min(client => client.Count));
            loss = context.Loss(Spec);
            model = Keep("model", context.Model(Spec));
            local = context.Model(Spec);
            updater = Keep(context.Updater(local));
            TryOneSample();
        }

        public override long? StepsPerEpoch => null;

        public override long SamplesPerStep => clients.Length * localSteps * batchSize;

        public override long SamplesOf(long step) => SamplesPerStep;

        public override void Step(StepContext step)
        {
            var sums = Weights(model).Select(weight => zeros_like(weight)).ToArray();
            foreach (var client in clients)
            {
                Set(local, Weights(model));
                for (var turn = 0; turn < localSteps; turn++)
                {
                    updater.Update(step, BatchOf(client, (step.Progress.Step * localSteps) + turn), part => Loss(local.Call(part.Batch), part.Batch));
                }

                foreach (var (sum, weight) in sums.Zip(Weights(local)))
                {
                    sum.add_(weight.detach(), alpha: 1.0 / clients.Length);
                }
            }

            Set(model, sums);
        }

        protected override Outputs Outputs(Batch batch) => model.Call(batch);

        protected override Tensor Loss(Outputs outputs, Batch batch) => loss.Call(outputs, batch);

        protected override void Dispose(bool disposing)
        {
            Array.ForEach(clients, client => client.Dispose());
            loss.Dispose();
            local.Dispose();
            base.Dispose(disposing);
        }

        private StepBatches BatchOf(Feed client, long turn)
        {
            var (epoch, position) = Math.DivRem(turn, client.Count / batchSize);
            return new StepBatches(client, epoch, (int)position * batchSize, batchSize, parts: 1);
        }

        private static IEnumerable<Tensor> Weights(Network network) => network.Module.parameters();

        private static void Set(Network network, IEnumerable<Tensor> weights)
        {
            using var withoutGradients = no_grad();
            foreach (var (own, other) in Weights(network).Zip(weights))
            {
                own.copy_(other);
            }
        }
    }
}
