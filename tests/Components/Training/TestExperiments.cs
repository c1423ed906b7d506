using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components.Methods;

namespace ExperimentRunner.Tests.Components.Training;

/// <summary>Small experiments whose every part has state that a resume could lose.</summary>
internal static class TestExperiments
{
    private static readonly CheckpointSettings EveryStep = new() { Every = new Cadence(Duration.Steps(1), null), Keep = 10_000 };

    public static Experiment Supervised(long steps = 60) => new()
    {
        Dataset = new Digits(),
        Split = new Stratified { Validation = 0.1, Test = 0.2 },
        Augmentation = [new RandomCrop { Padding = 1 }, new RandomHorizontalFlip()],
        Model = new(new Convnet { Widths = [4, 8], Dropout = 0.3 }),
        Optimizer = new OneOrNamed<IOptimizer>(new AdamW { LearningRate = 3e-3 }),
        Schedule = new Cosine { Warmup = Duration.Steps(10) },
        Loss = new(new CrossEntropy()),
        Metrics = [new Accuracy(), new ConfusionMatrix()],
        Callbacks = [new EarlyStopping { Patience = 50 }],
        Train = new TrainSettings
        {
            Duration = Duration.Steps(steps),
            BatchSize = 64,
            Seed = 3,
            EvaluateEvery = Duration.Steps(9),
            LogEvery = Duration.Steps(7),
            ClipNorm = 1,
            Checkpoint = EveryStep,
        },
    };

    /// <summary>The weights that are evaluated are averages of those that are trained.</summary>
    public static Experiment Averaged()
    {
        var experiment = Supervised();
        return experiment with { Train = experiment.Train with { Ema = 0.9 } };
    }

    /// <summary>A schedule that has memory, groups, and every augmentation.</summary>
    public static Experiment Plateau()
    {
        var experiment = Supervised();
        return experiment with
        {
            Augmentation =
            [
                new Resize { Size = 10 }, new RandomResizedCrop { Scale = [0.5, 1] }, new RandomRotation(), new ColorJitter(), new Cutout { Size = 3 },
            ],
            Model = new(new ResnetCifar { Depth = 8, Width = 2 }),
            Optimizer = new OneOrNamed<IOptimizer>(new RAdam { Groups = [new GroupRule { Match = "*.bn?.*", LrFactor = 0.5, WeightDecay = 0.1 }] }),
            Schedule = new ReduceOnPlateau { Patience = 1, Factor = 0.5, MinDelta = 0.2 },
            Metrics = [new TopKAccuracy(), new F1(), new RocAuc()],
        };
    }

    /// <summary>An optimizer that evaluates several times in one step.</summary>
    public static Experiment Lbfgs()
    {
        var experiment = Supervised(steps: 20);
        return experiment with
        {
            Model = new(new LeNet5()),
            Augmentation = [],
            Loss = new(new BinaryCrossEntropy()),
            Optimizer = new OneOrNamed<IOptimizer>(new Lbfgs { LearningRate = 0.3, Iterations = 3, History = 5 }),
            Train = experiment.Train with { BatchSize = 200, Accumulate = 2, LogGradNorm = true, ClipNorm = null },
        };
    }

    public static Experiment TwoNetworks() => new()
    {
        Dataset = new Digits(),
        Method = new TwoNetworks(),
        Optimizer = new OneOrNamed<IOptimizer>(new Dictionary<string, IOptimizer>
        {
            ["generator"] = new Adam { LearningRate = 1e-3 },
            ["critic"] = new Sgd { LearningRate = 1e-2, Momentum = 0.9 },
        }),
        Train = new TrainSettings { Duration = Duration.Steps(25), LogEvery = Duration.Steps(4), Checkpoint = EveryStep },
    };

    public static Experiment WithoutData() => new()
    {
        Method = new WithoutData(),
        Model = new(new Mlp { Widths = [8], Dropout = 0.1 }),
        Optimizer = new OneOrNamed<IOptimizer>(new Adam { LearningRate = 1e-2 }),
        Train = new TrainSettings
        {
            Duration = Duration.Steps(40),
            EvaluateEvery = Duration.Steps(6),
            Monitor = "minimize val/error",
            Checkpoint = EveryStep,
        },
    };
}
