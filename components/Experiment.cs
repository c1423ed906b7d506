using ExperimentRunner.Components.Analyses;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Callbacks;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Schedules;
using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components;

/// <summary>One experiment: the whole of a YAML file.</summary>
[Instead("name a base with 'extends: FILE', at the top of the file or in any mapping", "defaults", "base", "_base_", "inherit", "inherits", "include")]
[Instead("a table is a data set: 'dataset: {type: csv, path: FILE, label: COLUMN}'", "input_features", "output_features")]
[Instead("leave it out: the data set says how many classes there are", "num_classes", "n_classes", "num_labels", "classes")]
[Instead("leave it out: the data set says what goes into the network", "input_size", "input_dim", "in_features", "in_channels", "input_shape", "num_features")]
[Instead("leave it out: training computes with 32-bit numbers", "precision", "amp", "fp16", "bf16", "mixed_precision", "use_amp")]
[Instead("leave it out: batches are prepared without worker processes", "num_workers", "workers", "dataloader_num_workers", "pin_memory", "persistent_workers", "prefetch_factor")]
[Instead("leave it out: every epoch has an order of its own; 'train.sampling' changes it", "shuffle")]
[Instead("write 'device: cuda:0' in 'train'; a sweep takes several GPUs with 'devices'", "gpus", "num_gpus", "n_gpu")]
[NotYet("init", "launcher", "stages")]
public sealed record Experiment : IValidate
{
    /// <summary>The name that runs are kept under, as a folder; the file's name when left out. At most 100 characters, without <c>/</c>.</summary>
    [Synonyms("run_name", "experiment_name", "exp_name")]
    [NotIdentity]
    public string? Name { get; init; }

    /// <summary>Free text about the experiment, in markdown.</summary>
    [NotIdentity]
    public string? Notes { get; init; }

    /// <summary>Labels by which runs are found.</summary>
    [NotIdentity]
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Assemblies with further components; a relative path is relative to the file that contains it. Their names are part of a run's identity.
    /// </summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The data to learn from.</summary>
    [Synonyms("data", "datamodule", "dataloader")]
    [RequiredUnless("method")]
    public IDataset? Dataset { get; init; }

    /// <summary>How samples are set aside for validation and testing.</summary>
    public ISplit Split { get; init; } = new Stratified();

    /// <summary>Transformations of the inputs, in this order.</summary>
    [Synonyms("transforms", "transform", "augmentations", "augment")]
    public IReadOnlyList<IAugmentation> Augmentation { get; init; } = [];

    /// <summary>The network, or several under the names that the method asks for.</summary>
    [Synonyms("network", "net", "architecture", "arch", "backbone")]
    [RequiredUnless("method")]
    public OneOrNamed<IModel>? Model { get; init; }

    /// <summary>The optimizer, or several under the names that the method asks for.</summary>
    [Synonyms("optim", "optimiser", "opt")]
    [RequiredUnless("method")]
    public OneOrNamed<IOptimizer>? Optimizer { get; init; }

    /// <summary>How the learning rate changes.</summary>
    [Synonyms("scheduler", "lr_scheduler", "lr_schedule")]
    public ISchedule Schedule { get; init; } = new Constant();

    /// <summary>What training minimises, or several under the names that the method asks for.</summary>
    [Synonyms("criterion", "loss_fn", "loss_function")]
    [RequiredUnless("method")]
    public OneOrNamed<ILoss>? Loss { get; init; }

    /// <summary>What evaluations measure in addition to the loss.</summary>
    [Synonyms("metric")]
    public IReadOnlyList<IMetric> Metrics { get; init; } = [];

    /// <summary>The way to train.</summary>
    public IMethod Method { get; init; } = new Supervised();

    /// <summary>Observers of training that may end it.</summary>
    [Synonyms("callback", "hooks")]
    public IReadOnlyList<ICallback> Callbacks { get; init; } = [];

    /// <summary>What is done with the trained model after the end; figures and pictures become part of the run.</summary>
    [Synonyms("analysis")]
    public IReadOnlyList<IAnalysis> Analyses { get; init; } = [];

    /// <summary>How long, in what batches, from which seed.</summary>
    [Synonyms("trainer", "training", "training_arguments", "fit")]
    public required TrainSettings Train { get; init; }

    /// <summary>Claims about the result, by metric: <c>test/accuracy: {at_least: 0.91}</c>. <c>verify</c> measures them.</summary>
    [NotIdentity]
    public IReadOnlyDictionary<string, Expectation> Expect { get; init; } = new Dictionary<string, Expectation>();

    /// <summary>What an MLflow server gets in addition to the metrics.</summary>
    [NotIdentity]
    public TrackingSettings Tracking { get; init; } = new();

    /// <summary>
    /// A short version of this experiment for <c>verify --quick</c>: changes over this file, with an <c>expect</c> of its own.
    /// </summary>
    [NotIdentity, Schema("""{ "$ref": "#/definitions/changes" }""")]
    public ConfigNode? Quick { get; init; }

    /// <summary>A search over other values of the keys above. <c>run</c> ignores it and says so.</summary>
    [NotIdentity]
    public SweepSettings? Sweep { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate() => Method.Check(this)
        .Select(problem => problem with { DependsOn = [.. problem.DependsOn, nameof(Method)] })
        .Concat(ExperimentRules.Check(this));
}
