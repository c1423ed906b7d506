using ExperimentRunner.Components.Sampling;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Components.Training;

/// <summary>How long to train, in what batches, from which seed and where.</summary>
public sealed record TrainSettings : IValidate
{
    /// <summary>The length of training, in epochs (<c>10ep</c>) or in optimizer steps (<c>5000it</c>).</summary>
    [Synonyms("epochs", "max_epochs", "num_epochs", "n_epochs", "num_train_epochs", Unit = "ep")]
    [Synonyms("steps", "max_steps", "num_steps", "iterations", "max_iters", Unit = "it")]
    public required Duration Duration { get; init; }

    /// <summary>Samples in one optimizer step. The last batch of an epoch may be smaller.</summary>
    [Synonyms("bs", "batch", "train_batch_size", "per_device_train_batch_size")]
    [Range(1, double.PositiveInfinity)]
    public int BatchSize { get; init; } = 32;

    /// <summary>Which samples make up an epoch, and in what order.</summary>
    [Synonyms("sampler")]
    public ISampler Sampling { get; init; } = new Shuffled();

    /// <summary>The number of parts in which a batch goes through the model; their gradients are added up. Use it for batches that do not fit into memory.</summary>
    [Synonyms("accumulate_grad_batches", "gradient_accumulation_steps", "grad_accum")]
    [Range(1, double.PositiveInfinity)]
    public int Accumulate { get; init; } = 1;

    /// <summary>The largest norm of all gradients together (Pascanu, Mikolov, Bengio 2013); larger ones are scaled down to it.</summary>
    [Synonyms("gradient_clip_val", "max_grad_norm", "grad_clip", "clip_grad_norm", "gradient_clipping")]
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? ClipNorm { get; init; }

    /// <summary>The largest size of a single gradient value; larger ones are cut to it.</summary>
    [Synonyms("clip_grad_value")]
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double? ClipValue { get; init; }

    /// <summary>
    /// The decay d of a moving average of the weights, such as 0.999, which is then what is evaluated, tested and exported (Polyak, Juditsky
    /// 1992): after each step average ← d average + (1 - d) weights. <c>none</c> uses the weights themselves.
    /// </summary>
    [Synonyms("ema_decay", "model_ema", "weight_averaging")]
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? Ema { get; init; }

    /// <summary>
    /// Whether to log <c>train/grad_norm</c>, the norm of all gradients together before <c>clip_norm</c>; it is logged anyway
    /// where <c>clip_norm</c> needs it. Waits for the device at every step.
    /// </summary>
    [NotIdentity]
    public bool LogGradNorm { get; init; }

    /// <summary>Seed of weights, order and augmentation.</summary>
    [Synonyms("random_seed", "random_state", "manual_seed", "seed_everything")]
    public long Seed { get; init; }

    /// <summary>Threads inside operations; <c>none</c> takes every core. Another number of threads rounds differently, so a run keeps its own.</summary>
    [Synonyms("num_threads", "n_jobs")]
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>Where to train: <c>auto</c> (the first GPU, else the CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    [Synonyms("accelerator")]
    [NotIdentity]
    public string Device { get; init; } = "auto";

    /// <summary>How often to evaluate on the validation samples. An evaluation at the end always takes place.</summary>
    [Synonyms("eval_every", "eval_interval", "eval_steps", "validate_every")]
    public Duration EvaluateEvery { get; init; } = Duration.Epochs(1);

    /// <summary>How often to write a line of training scalars.</summary>
    [Synonyms("log_every_n_steps", "log_interval", "logging_steps")]
    [NotIdentity]
    public Duration LogEvery { get; init; } = Duration.Steps(10);

    /// <summary>When checkpoints are saved and how many are kept.</summary>
    [NotIdentity]
    public CheckpointSettings Checkpoint { get; init; } = new();

    /// <summary>
    /// The metric whose best checkpoint is tested at the end, such as <c>val/accuracy</c>; <c>none</c> takes the first metric
    /// that ranks, or the loss where there is none.
    /// </summary>
    [Synonyms("metric_for_best_model", "checkpoint_metric")]
    public string? Monitor { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Duration.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(Duration), "training must last for at least one step");
        }

        if (EvaluateEvery.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(EvaluateEvery), "an interval must be above zero");
        }

        if (LogEvery.Value <= 0)
        {
            yield return new ArgumentProblem(nameof(LogEvery), "an interval must be above zero");
        }

        if (Accumulate > BatchSize)
        {
            yield return new ArgumentProblem(nameof(Accumulate), $"a batch of {BatchSize} samples cannot be split into {Accumulate} parts")
            {
                DependsOn = [nameof(BatchSize)],
            };
        }

        if (!DeviceName.IsValid(Device))
        {
            yield return new ArgumentProblem(nameof(Device), $"unknown device '{Device}': expected auto, cpu, cuda or cuda:N such as cuda:0")
            {
                Hint = DeviceName.Meant(Device) is { } meant ? $"write {meant}" : null,
            };
        }
    }
}
