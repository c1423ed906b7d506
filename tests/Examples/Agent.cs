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
/// An agent learns to act without a data set, by trying (REINFORCE, Williams 1992): it walks in a corridor, to the left or to the right, from
/// the middle. At the right end it is paid 1, at the left end nothing, and each move costs a little. A step of training is <c>train.batch_size</c>
/// walks. The model sees where the agent is, and gives a logit for each of the two moves.
/// </summary>
[Component("corridor_agent")]
public sealed record CorridorAgent : IMethod
{
    /// <summary>The length of the corridor, in moves.</summary>
    [Range(3, 1_000)]
    public int Length { get; init; } = 9;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Check(Experiment experiment)
    {
        if (experiment.Model?.One is null)
        {
            yield return new ArgumentProblem(nameof(experiment.Model), "method 'corridor_agent' trains one model, for example 'model: mlp'");
        }
    }

    /// <inheritdoc/>
    public Algorithm Build(MethodContext context) => new Running(context, new Corridor(Length, context.Device));

    private sealed class Running : Algorithm
    {
        private readonly Corridor corridor;
        private readonly int walks;
        private readonly Network model;
        private readonly Updater updater;

        public Running(MethodContext context, Corridor corridor)
        {
            this.corridor = corridor;
            walks = context.Experiment.Train.BatchSize;
            var spec = DataSpec.Of(FieldSpec.Given("place", new ValuesMeaning(), corridor.Length), FieldSpec.Asked("move", new ClassMeaning(["left", "right"])));
            model = Keep("model", context.Model(spec));
            updater = Keep(context.Updater(model));
        }

        public override long? StepsPerEpoch => null;

        public override long SamplesPerStep => walks;

        public override IReadOnlyList<string> TestSets => [];

        /// <summary>Where a walk begins, as text.</summary>
        public override IReadOnlyList<SampleView> FirstSamples()
        {
            var view = new SampleView();
            view.Say(corridor.Picture());
            return [view];
        }

        public override void Step(StepContext step) => updater.Update(step, () =>
        {
            var (chances, pay) = Walk(generator: null);
            var loss = (chances * (pay - pay.mean())).mean().neg();
            updater.Backward(loss);
            step.Record("loss", loss);
            step.Record("pay", pay.mean());
        });

        /// <summary>What a walk pays, a mean over many. It draws from a generator of its own, so that it changes nothing that a step depends on.</summary>
        public override EvaluationResult Evaluate(string split)
        {
            using var scope = NewDisposeScope();
            using var withoutGradients = no_grad();
            using var generator = new Generator(1, corridor.Device);
            return new EvaluationResult(new Dictionary<string, double> { ["pay"] = Walk(generator).Pay.mean().ToDouble() }, new Dictionary<string, MetricTable>());
        }

        /// <summary>Walks to the end: the logarithm of the chance of all moves of each walk, and what it paid, both [walks].</summary>
        private (Tensor Chances, Tensor Pay) Walk(Generator? generator)
        {
            var (place, chances, pay) = (corridor.Start(walks), zeros(walks, device: corridor.Device), zeros(walks, device: corridor.Device));
            for (var move = 0; move < corridor.MostMoves; move++)
            {
                var (seen, isWalking) = (corridor.Seen(place), corridor.IsWalking(place));
                var logChances = model.Call(seen).log_softmax(1);
                var chosen = logChances.exp().multinomial(1, generator: generator);
                chances += logChances.gather(1, chosen).squeeze(1).mul(isWalking);
                (place, var paid) = corridor.Move(place, chosen.squeeze(1));
                pay += paid;
            }

            return (chances, pay);
        }
    }

    /// <summary>The corridor, with many agents that do not meet.</summary>
    private sealed class Corridor(int length, Device device)
    {
        private const double CostOfMove = 0.01;

        public int Length => length;

        public Device Device => device;

        public int MostMoves => 3 * length;

        public string Picture() => string.Concat(Enumerable.Range(0, length).Select(place => place == length / 2 ? 'A' : place == length - 1 ? '$' : '.'));

        public Tensor Start(int agents) => full([agents], (long)(length / 2), dtype: ScalarType.Int64, device: device);

        public Tensor Seen(Tensor places) => nn.functional.one_hot(places, length).to(ScalarType.Float32);

        public Tensor IsWalking(Tensor places) => places.gt(0).logical_and(places.lt(length - 1));

        /// <summary>Moves those that still walk: 0 to the left, 1 to the right.</summary>
        public (Tensor Places, Tensor Pay) Move(Tensor places, Tensor moves)
        {
            var isWalking = IsWalking(places);
            var next = where(isWalking, places + (2 * moves) - 1, places);
            return (next, isWalking.mul(next.eq(length - 1).to(ScalarType.Float32) - CostOfMove));
        }
    }
}
