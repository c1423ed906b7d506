using ExperimentRunner.Components.Analyses;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Datasets.Tables;
using ExperimentRunner.Components.Environments;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Components.Sampling;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Registry.Values;
using ExperimentRunner.Tests.Components.Datasets;

namespace ExperimentRunner.Tests.Conformance;

public sealed class BuiltInAugmentations : AugmentationConformance
{
    protected override IReadOnlyList<IAugmentation> Components =>
    [
        .. BuiltIn.All<IAugmentation>(),
        new RandomRotation { Interpolation = Interpolation.Nearest, Fill = 0.5 },
        new RandomResizedCrop { Size = 20 },
        new ColorJitter { Hue = 0.3 },
    ];
}

public sealed class BuiltInCallbacks : ComponentConformance<ICallback>
{
    protected override IReadOnlyList<ICallback> Components => BuiltIn.All<ICallback>();
}

public sealed class BuiltInDatasets : DatasetConformance
{
    protected override IReadOnlyList<IDataset> Components => BuiltIn.All<IDataset>();

    protected override IReadOnlyList<IDataset> Loadable =>
    [
        new Digits(),
        SampleFiles.Csv(Folder),
        SampleFiles.Csv(Folder) with { Standardize = true, Task = CsvTask.Regression, Label = "size", Categorical = ["colour", "kind"], Test = null },
        SampleFiles.Images(Folder),
        SampleFiles.Images(Folder) with { Resident = false, Channels = 1, Size = [3, 5] },
    ];
}

public sealed class BuiltInAnalyses : ComponentConformance<IAnalysis>
{
    protected override IReadOnlyList<IAnalysis> Components => BuiltIn.All<IAnalysis>();
}

public sealed class BuiltInEnvironments : EnvironmentConformance
{
    protected override IReadOnlyList<IEnvironment> Components => BuiltIn.All<IEnvironment>();
}

public sealed class BuiltInSplits : ComponentConformance<ISplit>
{
    protected override IReadOnlyList<ISplit> Components => BuiltIn.All<ISplit>();
}

public sealed class BuiltInLosses : LossConformance
{
    protected override IReadOnlyList<ILoss> Components => [.. BuiltIn.All<ILoss>(), new CrossEntropy { LabelSmoothing = 0.1 }, new CrossEntropy { ClassWeights = [1, 2, 0.5] }];
}

public sealed class BuiltInMethods : ComponentConformance<IMethod>
{
    protected override IReadOnlyList<IMethod> Components => BuiltIn.All<IMethod>();
}

public sealed class BuiltInMetrics : MetricConformance
{
    protected override IReadOnlyList<IMetric> Components => [.. BuiltIn.All<IMetric>(), new F1 { Average = Averaging.Micro }, new TopKAccuracy { K = 1 }];
}

public sealed class BuiltInModels : ModelConformance
{
    protected override IReadOnlyList<IModel> Components => [.. BuiltIn.All<IModel>(), new Mlp { Dropout = 0.5 }, new Convnet { BatchNorm = false, Hidden = null },
        new ResnetCifar { Depth = 8, Shortcut = ShortcutOption.B }, new LeNet5 { Pooling = Pooling.Max, Activation = Activation.Relu },
        new Vgg { Depth = 11, BatchNorm = false, Hidden = [8], Dropout = 0.1 }];
}

public sealed class BuiltInOptimizers : OptimizerConformance
{
    protected override IReadOnlyList<IOptimizer> Components =>
    [
        .. BuiltIn.All<IOptimizer>(),
        new Sgd { LearningRate = 0.1, Momentum = 0.9, WeightDecay = 1e-3 },
        new Sgd { LearningRate = 0.1, Momentum = 0.9, Nesterov = true },
        new Sgd { LearningRate = 0.1, Momentum = 0.9, Dampening = 0.1 },
        new Adam { Amsgrad = true, WeightDecay = 1e-3 },
        new AdamW { Amsgrad = true },
        new RmsProp { Momentum = 0.9, Centered = true, WeightDecay = 1e-3 },
        new Adam { Groups = [new GroupRule { Match = "*bias", LrFactor = 0.5, WeightDecay = 1e-2 }] },
    ];
}

public sealed class BuiltInPruners : PrunerConformance
{
    protected override IReadOnlyList<IPruner> Components =>
    [
        .. BuiltIn.All<IPruner>(),
        new Asha { Min = Duration.Steps(1), ReductionFactor = 2 },
        new MedianPruner { MinTrials = 1, Warmup = Duration.Steps(20) },
        new Patience { Wait = Duration.Steps(20), MinDelta = 0.01 },
    ];
}

public sealed class BuiltInSamplers : SamplerConformance
{
    protected override IReadOnlyList<ISampler> Components => BuiltIn.All<ISampler>();
}

public sealed class BuiltInSchedules : ScheduleConformance
{
    protected override IReadOnlyList<ISchedule> Components =>
    [
        .. BuiltIn.All<ISchedule>(),
        new OneCycle { Shape = CycleShape.Linear },
        new Cosine { Warmup = Duration.Steps(30), FinalFactor = 0.1 },
    ];
}

public sealed class BuiltInSearches : SearchConformance
{
    protected override IReadOnlyList<ISearch> Components => [.. BuiltIn.All<ISearch>(), new RandomSearch { Trials = 1 }, new Sobol { Trials = 64 }];
}
