using ExperimentRunner.Tests.Conformance;
using TorchSharp;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Methods;

/// <summary>A method without a data set: it learns to tell which of two random numbers is larger, from numbers that it draws.</summary>
[Component("without_data")]
public sealed record WithoutData : IMethod
{
    public IEnumerable<ArgumentProblem> Check(Experiment experiment) => [];

    public Algorithm Build(MethodContext context) => new Running(context);

    private sealed class Running : Algorithm
    {
        private readonly int batchSize;
        private readonly Network model;
        private readonly Updater updater;

        public Running(MethodContext context)
        {
            batchSize = context.Experiment.Train.BatchSize;
            model = Keep("model", context.Model(Fields.Of([2], classes: 2)));
            updater = Keep(context.Updater(model));
        }

        public override long? StepsPerEpoch => null;

        public override long SamplesPerStep => batchSize;

        public override void Step(StepContext step)
        {
            var (numbers, larger) = Draw(batchSize, generator: null);
            updater.Update(step, () =>
            {
                var loss = nn.functional.cross_entropy(model.Call(numbers), larger);
                updater.Backward(loss);
                step.Record("loss", loss);
            });
        }

        public override EvaluationResult Evaluate(string split)
        {
            using var scope = NewDisposeScope();
            using var withoutGradients = no_grad();
            var (numbers, larger) = Draw(1000, new Generator(1));
            var error = model.Call(numbers).argmax(1).ne(larger).to(float64).mean().ToDouble();
            return new EvaluationResult(new Dictionary<string, double> { ["error"] = error }, new Dictionary<string, MetricTable>());
        }

        private static (Tensor Numbers, Tensor Larger) Draw(int count, Generator? generator)
        {
            var numbers = rand([count, 2], generator: generator);
            return (numbers, numbers.argmax(1));
        }
    }
}
