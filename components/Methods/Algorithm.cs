using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Events;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>A method at work: where its batches come from, one step, one evaluation, its whole state.</summary>
public abstract class Algorithm : ICheckpointed, IDisposable
{
    /// <summary>Optimizer steps of one pass over the data, or null for a source without length.</summary>
    public abstract long? StepsPerEpoch { get; }

    /// <summary>Samples that a full step takes in.</summary>
    public abstract long SamplesPerStep { get; }

    /// <summary>Samples that a certain step takes in: fewer in the last, short batch of an epoch.</summary>
    /// <param name="step">The step, from 0.</param>
    public virtual long SamplesOf(long step) => SamplesPerStep;

    /// <summary>Trainable values.</summary>
    public abstract long Parameters { get; }

    /// <summary>Samples of each split by name; empty without a data set.</summary>
    public virtual IReadOnlyDictionary<string, long> Samples => new Dictionary<string, long>();

    /// <summary>SHA-256 of the data, or null without a data set.</summary>
    public virtual string? DataDigest => null;

    /// <summary>The sets that are evaluated once, at the end, by name.</summary>
    public virtual IReadOnlyList<string> TestSets => ["test"];

    /// <summary>The first samples as the model will see them, augmented, for people to look at; none where they are no images. Must change nothing that a step depends on.</summary>
    public virtual IReadOnlyList<LoggedImage> FirstImages() => [];

    /// <summary>Takes one optimizer step. Runs in a dispose scope of its own.</summary>
    public abstract void Step(StepContext step);

    /// <summary>Evaluates on a split, without gradients, over every sample.</summary>
    /// <param name="split"><c>val</c> while training, each of <see cref="TestSets"/> at the end.</param>
    /// <returns>The results, without the split's name; empty where this method has no such split.</returns>
    public abstract EvaluationResult Evaluate(string split);

    /// <inheritdoc/>
    public abstract void Save(CheckpointWriter checkpoint);

    /// <inheritdoc/>
    public abstract void Load(CheckpointReader checkpoint);

    /// <summary>Takes only what an evaluation needs, the weights, from a checkpoint.</summary>
    public abstract void LoadWeights(CheckpointReader checkpoint);

    /// <summary>What the model takes and gives; null where this method has no one model.</summary>
    public virtual DataSpec? Spec => null;

    /// <summary>The networks that a step trains; empty where a method does not tell.</summary>
    public virtual IEnumerable<nn.Module> Networks => [];

    /// <summary>The data set of a model that answers single inputs; null where this method has none.</summary>
    public virtual DatasetContent? Data => null;

    /// <summary>The model's answers to inputs that are in no data set, augmented as those of a test. Only where <see cref="Data"/> is known.</summary>
    /// <param name="inputs">Inputs as the data set has them.</param>
    /// <returns>Outputs [N, …], logits for classes.</returns>
    public virtual Tensor Predict(ISamples inputs) => throw new NotSupportedException("this method has no model that answers single inputs");

    /// <summary>Frees networks, optimizers and data.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees networks, optimizers and data.</summary>
    protected abstract void Dispose(bool disposing);
}
