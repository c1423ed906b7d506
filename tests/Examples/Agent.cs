using ExperimentRunner.Components;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Environments;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Examples;

/// <summary>
/// A corridor to walk in, to the left (0) or to the right (1), from somewhere near its middle. The right end rewards with 1, the left end ends
/// the walk, and each move costs 0.01. An observation has a value for each place: 1 where the walker is, else 0.
/// </summary>
[Component("corridor")]
public sealed record Corridor : IEnvironment
{
    private const double CostOfMove = 0.01;

    /// <summary>The number of places.</summary>
    [Range(5, 1_000)]
    public int Length { get; init; } = 9;

    /// <inheritdoc/>
    int IEnvironment.Observations => Length;

    /// <inheritdoc/>
    int IEnvironment.Actions => 2;

    /// <inheritdoc/>
    public Simulation Build(long seed) => new Walk(Length, PhiloxKey.Of(seed, "corridor"));

    private sealed class Walk(int length, PhiloxKey key) : Simulation
    {
        private const string Part = "environment";
        private State now = new(0, 0, 0);

        public override float[] Reset()
        {
            var shift = (int)(3 * Philox.Uniform(key, (ulong)now.Walks, 0, 0)) - 1;
            now = new State((length / 2) + shift, 0, now.Walks + 1);
            return Observation;
        }

        public override Outcome Act(int action)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)action, 1u, nameof(action));
            now = now with { Place = now.Place + (action == 1 ? 1 : -1), Moves = now.Moves + 1 };
            var isOver = now.Place <= 0 || now.Place >= length - 1;
            return new Outcome(Observation, (now.Place >= length - 1 ? 1 : 0) - CostOfMove, isOver, !isOver && now.Moves >= 3 * length);
        }

        public override void Save(CheckpointWriter checkpoint) => checkpoint.Values(Part, now);

        public override void Load(CheckpointReader checkpoint) => now = checkpoint.Values<State>(Part);

        private float[] Observation => [.. Enumerable.Range(0, length).Select(place => place == Math.Clamp(now.Place, 0, length - 1) ? 1f : 0f)];
    }

    private sealed record State(int Place, int Moves, long Walks);
}

/// <summary>
/// Reinforcement learning without a data set (REINFORCE, Williams 1992): the model sees an observation and gives a logit for each action. A step
/// plays <c>train.batch_size</c> episodes, and makes the actions of those likelier that were rewarded more than the mean.
/// </summary>
[Component("policy_gradient")]
public sealed record PolicyGradient : IMethod
{
    /// <summary>What the agent acts in.</summary>
    public required IEnvironment Environment { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Model?.One is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Model), "method 'policy_gradient' trains one model, for example 'model: mlp'");
        }

        if (experiment.Optimizer?.One is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Optimizer), "method 'policy_gradient' needs one optimizer, for example 'optimizer: adam'");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, Environment);

    private sealed class Running : Algorithm
    {
        private readonly IEnvironment environment;
        private readonly int episodes;
        private readonly long seed;
        private readonly Device device;
        private readonly Simulation simulation;
        private readonly Network model;
        private readonly Updater updater;

        public Running(MethodContext context, IEnvironment environment)
        {
            this.environment = environment;
            (episodes, seed, device) = (context.Experiment.Train.BatchSize, context.Experiment.Train.Seed, context.Device);
            simulation = Keep(environment.Build(seed));
            model = Keep("model", context.Model(DataSpec.Of(
                FieldSpec.Given("observation", new ValuesMeaning(), environment.Observations), FieldSpec.Asked("action", new ClassMeaning(environment.Actions)))));
            updater = Keep(context.Updater(model));
        }

        public override long? StepsPerEpoch => null;

        public override long SamplesPerStep => episodes;

        public override IReadOnlyList<string> TestSets => [];

        /// <summary>The first observation, as text.</summary>
        public override IReadOnlyList<SampleView> FirstSamples()
        {
            var view = new SampleView();
            view.Say(string.Join(' ', environment.Build(seed).Reset()));
            return [view];
        }

        public override void Step(StepContext step)
        {
            var played = Play(simulation, generator: null);
            updater.Update(step, () =>
            {
                var likelihood = model.Call(played.Seen).log_softmax(1).gather(1, played.Actions.unsqueeze(1)).squeeze(1);
                var loss = (likelihood * (played.Returns - played.Returns.mean())).mean().neg();
                updater.Backward(loss);
                step.Record("loss", loss);
            });
            step.RecordMean("return", played.MeanReturn);
        }

        /// <summary>Plays elsewhere, with random numbers of its own, so that nothing changes that a step depends on.</summary>
        public override EvaluationResult Evaluate(string split)
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(1, device);
            var played = Play(environment.Build(seed + 1), generator);
            return new EvaluationResult(new Dictionary<string, double> { ["return"] = played.MeanReturn }, new Dictionary<string, MetricTable>());
        }

        private Played Play(Simulation simulation, Generator? generator)
        {
            using var withoutGradients = no_grad();
            var (seen, actions, returns, sum) = (new List<float[]>(), new List<long>(), new List<float>(), 0.0);
            for (var episode = 0; episode < episodes; episode++)
            {
                var (outcome, reward) = (new Outcome(simulation.Reset(), 0, false, false), 0.0);
                while (!outcome.IsOver)
                {
                    seen.Add(outcome.Observation);
                    actions.Add(Choose(outcome.Observation, generator));
                    outcome = simulation.Act((int)actions[^1]);
                    reward += outcome.Reward;
                }

                returns.AddRange(Enumerable.Repeat((float)reward, seen.Count - returns.Count));
                sum += reward;
            }

            return new Played(
                tensor([.. seen.SelectMany(one => one)], [seen.Count, environment.Observations], device: device), tensor([.. actions], device: device),
                tensor([.. returns], device: device), sum / episodes);
        }

        private long Choose(float[] observation, Generator? generator)
        {
            using var scope = NewDisposeScope();
            return model.Call(tensor(observation, [1, observation.Length], device: device)).softmax(1).multinomial(1, generator: generator).item<long>();
        }
    }

    /// <summary>All that was seen in some episodes, what was done then, and what the whole episode was rewarded with.</summary>
    private sealed record Played(Tensor Seen, Tensor Actions, Tensor Returns, double MeanReturn);
}
