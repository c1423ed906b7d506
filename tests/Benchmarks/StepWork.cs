using ExperimentRunner.Components;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Benchmarks;

/// <summary>The work that both loops do: an MLP 784-256-10 on batches of 64.</summary>
internal static class StepWork
{
    public static Experiment Of(int steps) => new()
    {
        Dataset = new RandomImages(),
        Model = new(new Mlp { Widths = [256] }),
        Optimizer = new OneOrNamed<IOptimizer>(new Sgd { LearningRate = 0.01, Momentum = 0.9 }),
        Loss = new(new CrossEntropy()),
        Train = new TrainSettings
        {
            Duration = Duration.Steps(steps),
            BatchSize = 64,
            EvaluateEvery = Duration.Steps(steps),
            Checkpoint = new CheckpointSettings { Every = new Cadence(Duration.Steps(steps), null) },
        },
    };
}
