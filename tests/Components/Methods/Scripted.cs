using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Tests.Components.Methods;

/// <summary>A method that computes nothing: after n steps its <c>val/score</c> is the n-th number of a list.</summary>
/// <param name="Scores">The numbers, from that after no step on.</param>
[Component("scripted")]
internal sealed record Scripted(IReadOnlyList<double> Scores) : IMethod
{
    public IEnumerable<ArgumentProblem> Check(Experiment experiment) => [];

    public Algorithm Build(MethodContext context) => new Running(Scores);

    private sealed class Running(IReadOnlyList<double> scores) : Algorithm
    {
        private const string Part = "steps";

        private int steps;

        public override long? StepsPerEpoch => null;

        public override long SamplesPerStep => 1;

        public override void Step(StepContext step) => steps++;

        public override EvaluationResult Evaluate(string split) =>
            new(new Dictionary<string, double> { ["score"] = scores[steps] }, new Dictionary<string, MetricTable>());

        public override void Save(CheckpointWriter checkpoint) => checkpoint.Values(Part, steps);

        public override void Load(CheckpointReader checkpoint) => steps = checkpoint.Values<int>(Part);

        public override void LoadWeights(CheckpointReader checkpoint)
        {
        }
    }
}
