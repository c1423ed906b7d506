using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Values;
using KeyAttribute = ExperimentRunner.Registry.Components.KeyAttribute;

namespace ExperimentRunner.Tests.Registry.Sample;

// Components that look like the real ones and need no tensors.

[ComponentKind("optimizer")]
public interface ISampleOptimizer;

[ComponentKind("schedule")]
public interface ISampleSchedule;

[ComponentKind("model")]
public interface ISampleModel;

[ComponentKind("augmentation")]
public interface ISampleAugmentation;

[ComponentKind("metric")]
public interface ISampleMetric;

[ComponentKind("tracker")]
public interface ISampleTracker;

public enum SampleMode
{
    Fast,
    BitExact,
}

[Component("sgd")]
public sealed record SampleSgd : ISampleOptimizer
{
    [Key("lr"), Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required double LearningRate { get; init; }

    [Range(0, 1)]
    public double Momentum { get; init; }

    [Range(0, double.PositiveInfinity)]
    public double WeightDecay { get; init; }

    public bool Nesterov { get; init; }
}

[Component("adamw", Version = 2)]
public sealed record SampleAdamW : ISampleOptimizer, IValidate
{
    [Key("lr"), Range(0, double.PositiveInfinity)]
    public double LearningRate { get; init; } = 1e-3;

    [Length(2, 2), Range(0, 1, MaximumIsExclusive = true)]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];

    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Betas[0] > Betas[1])
        {
            yield return new ArgumentProblem(nameof(Betas), "the first of 'betas' must not be above the second");
        }
    }
}

[Component("adam")]
public sealed record SampleAdam : ISampleOptimizer
{
    [Key("lr")]
    public double LearningRate { get; init; } = 1e-3;
}

[Component("constant")]
public sealed record SampleConstant : ISampleSchedule;

[Component("cosine")]
public sealed record SampleCosine : ISampleSchedule
{
    public Duration Warmup { get; init; } = Duration.Zero;

    [Range(0, 1)]
    public double Final { get; init; }
}

[Component("convnet")]
public sealed record SampleConvNet : ISampleModel
{
    [Length(1), Range(1, 4096)]
    public IReadOnlyList<int> Widths { get; init; } = [32, 64];

    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Dropout { get; init; }

    public string Activation { get; init; } = "relu";
}

[Component("mlp")]
public sealed record SampleMlp : ISampleModel
{
    [Range(1, double.PositiveInfinity)]
    public int Width { get; init; } = 128;

    public string? Note { get; init; }

    public long Parameters { get; init; }
}

[Component("random_crop")]
public sealed record SampleCrop : ISampleAugmentation
{
    [Range(0, double.PositiveInfinity)]
    public int Padding { get; init; } = 4;
}

[Component("random_horizontal_flip")]
public sealed record SampleFlip : ISampleAugmentation
{
    [Range(0, 1)]
    public double P { get; init; } = 0.5;
}

[Component("normalize")]
public sealed record SampleNormalize : ISampleAugmentation
{
    public required IReadOnlyList<double> Mean { get; init; }

    public required IReadOnlyList<double> Std { get; init; }
}

[Component("accuracy")]
public sealed record SampleAccuracy : ISampleMetric
{
    [Range(1, double.PositiveInfinity)]
    public int Top { get; init; } = 1;
}

[Component("mlflow")]
public sealed record SampleMlflow : ISampleTracker
{
    public string Uri { get; init; } = "mlruns";

    public Secret? Token { get; init; }
}

[Component("native")]
public sealed record SampleNative : ISampleModel
{
    public SampleNative() => throw new DllNotFoundException("Unable to load shared library 'LibTorchSharp'");

    public int Width { get; init; }
}

[Component("unbindable")]
public sealed record SampleUnbindable : ISampleModel
{
    public Uri? Home { get; init; }
}

[Component("choosy")]
public sealed record SampleChoosy : ISampleModel
{
    private readonly int _depth;

    public int Depth
    {
        get => _depth;
        init => _depth = value % 2 == 0 ? value : throw new InvalidOperationException("the depth must be even");
    }
}

[Component("sgd")]
public sealed record SampleOtherSgd : ISampleOptimizer;

public sealed record SampleSplit
{
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Validation { get; init; } = 0.1;

    public int Seed { get; init; }
}

public sealed record SampleTrain
{
    [Synonyms("epochs", "max_epochs", Unit = "ep")]
    public required Duration Duration { get; init; }

    [Range(1, double.PositiveInfinity)]
    public int BatchSize { get; init; } = 128;

    public int Seed { get; init; } = 1;

    public SampleMode Mode { get; init; }

    [NotIdentity]
    public Cadence? Checkpoint { get; init; }

    [NotIdentity]
    public TimeSpan? Limit { get; init; }

    [NotIdentity]
    public string Device { get; init; } = "auto";
}

public sealed record SampleExpectation
{
    public double? AtLeast { get; init; }

    public string? Source { get; init; }
}

[NotYet("stages")]
public sealed record SampleExperiment
{
    [NotIdentity]
    public string? Name { get; init; }

    [NotIdentity]
    public IReadOnlyList<string> Tags { get; init; } = [];

    public SampleSplit Split { get; init; } = new() { Seed = 3 };

    [Synonyms("transforms")]
    public IReadOnlyList<ISampleAugmentation> Augmentation { get; init; } = [];

    public required ISampleModel Model { get; init; }

    public required OneOrNamed<ISampleOptimizer> Optimizer { get; init; }

    public ISampleSchedule Schedule { get; init; } = new SampleCosine { Final = 0.5 };

    public ISampleSchedule? Decay { get; init; }

    public IReadOnlyList<ISampleMetric> Metrics { get; init; } = [new SampleAccuracy()];

    public required SampleTrain Train { get; init; }

    [NotIdentity]
    public IReadOnlyDictionary<string, SampleExpectation> Expect { get; init; } = new Dictionary<string, SampleExpectation>(StringComparer.Ordinal);

    [NotIdentity]
    public ISampleTracker? Tracking { get; init; }

    [NotIdentity]
    public ConfigNode? Sweep { get; init; }
}
