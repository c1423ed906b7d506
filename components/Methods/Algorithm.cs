using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Models;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// A method at work: where its batches come from, one step, one evaluation. What it keeps with <c>Keep</c> is its state: saved, loaded,
/// counted and freed without another word. Methods that learn from a data set inherit <see cref="DataTraining"/>.
/// </summary>
public abstract class Algorithm : ICheckpointed, IDisposable
{
    private readonly List<(string Name, Network Network)> networks = [];
    private readonly List<(string Name, Tensor Tensor)> tensors = [];
    private readonly List<ICheckpointed> parts = [];

    /// <summary>Optimizer steps of one pass over the data, or null for a source without length.</summary>
    public abstract long? StepsPerEpoch { get; }

    /// <summary>Samples that a full step takes in.</summary>
    public abstract long SamplesPerStep { get; }

    /// <summary>Samples that a certain step takes in: fewer in the last, short batch of an epoch.</summary>
    /// <param name="step">The step, from 0.</param>
    public virtual long SamplesOf(long step) => SamplesPerStep;

    /// <summary>Trainable values of all networks that are kept.</summary>
    public virtual long Parameters => Networks.SelectMany(network => network.parameters()).Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());

    /// <summary>Samples of each split by name; empty without a data set.</summary>
    public virtual IReadOnlyDictionary<string, long> Samples => new Dictionary<string, long>();

    /// <summary>SHA-256 of the data, or null without a data set.</summary>
    public virtual string? DataDigest => null;

    /// <summary>The sets that are evaluated while training, by name.</summary>
    public virtual IReadOnlyList<string> ValidationSets => ["val"];

    /// <summary>The sets that are evaluated once, at the end, by name.</summary>
    public virtual IReadOnlyList<string> TestSets => ["test"];

    /// <summary>The first samples as the model will see them, augmented, for people to look at. Must change nothing that a step depends on.</summary>
    public virtual IReadOnlyList<SampleView> FirstSamples() => [];

    /// <summary>Takes one optimizer step. Runs in a dispose scope of its own.</summary>
    public abstract void Step(StepContext step);

    /// <summary>Evaluates on a split, without gradients, over every sample.</summary>
    /// <param name="split">One of <see cref="ValidationSets"/> while training, each of <see cref="TestSets"/> at the end.</param>
    /// <returns>The results, without the split's name; empty where this method has no such split.</returns>
    public abstract EvaluationResult Evaluate(string split);

    /// <inheritdoc/>
    public virtual void Save(CheckpointWriter checkpoint)
    {
        WithAverages(() => networks.ForEach(kept => checkpoint.Module(kept.Name, kept.Network.Module, Metadata(kept.Name))));
        tensors.ForEach(kept => checkpoint.Tensors(kept.Name, [(kept.Name, kept.Tensor)]));
        parts.ForEach(part => part.Save(checkpoint));
    }

    /// <inheritdoc/>
    public virtual void Load(CheckpointReader checkpoint)
    {
        LoadWeights(checkpoint);
        parts.ForEach(part => part.Load(checkpoint));
    }

    /// <summary>Takes only what an evaluation needs, networks and tensors, from a checkpoint.</summary>
    public virtual void LoadWeights(CheckpointReader checkpoint)
    {
        networks.ForEach(kept => checkpoint.Module(kept.Name, kept.Network.Module));
        foreach (var updater in parts.OfType<Updater>())
        {
            updater.RestartAverages();
        }

        using var withoutGradients = no_grad();
        using var scope = NewDisposeScope();
        tensors.ForEach(kept => kept.Tensor.copy_(checkpoint.Tensors(kept.Name)[kept.Name]));
    }

    /// <summary>What the model takes and gives; null where this method has no one model.</summary>
    public virtual DataSpec? Spec => null;

    /// <summary>The networks that are kept.</summary>
    public virtual IEnumerable<nn.Module> Networks => networks.Select(kept => kept.Network.Module);

    /// <summary>Frees networks, optimizers and data.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Keeps a network: its weights are state, counted, and what an evaluation needs.</summary>
    /// <param name="name">Its name in checkpoints and exports: <c>model</c>, <c>critic</c>.</param>
    /// <param name="network">The network, on its device.</param>
    protected Network Keep(string name, Network network)
    {
        networks.Add((name, network));
        return network;
    }

    /// <summary>Keeps a tensor that is neither parameter nor buffer of a network, such as a queue or a running mean. Change it in place.</summary>
    /// <param name="name">Its name in checkpoints.</param>
    /// <param name="tensor">The tensor.</param>
    protected Tensor Keep(string name, Tensor tensor)
    {
        tensors.Add((name, tensor.DetachFromDisposeScope()));
        return tensor;
    }

    /// <summary>Keeps a part that knows how to save itself, such as an updater or an environment.</summary>
    protected T Keep<T>(T part)
        where T : ICheckpointed
    {
        parts.Add(part);
        return part;
    }

    /// <summary>Does something with the weights that are evaluated: their averages, where <c>train.ema</c> asks for them.</summary>
    protected void WithAverages(Action action)
    {
        IDisposable[] averages = [.. parts.OfType<Updater>().Select(updater => updater.UseAverages()).OfType<IDisposable>()];
        try
        {
            action();
        }
        finally
        {
            Array.ForEach(averages, average => average.Dispose());
        }
    }

    /// <summary>Text for whoever uses the weights of a network elsewhere; null for none.</summary>
    protected virtual IReadOnlyDictionary<string, string>? Metadata(string network) => null;

    /// <summary>Frees what is kept.</summary>
    protected virtual void Dispose(bool disposing)
    {
        parts.OfType<IDisposable>().ToList().ForEach(part => part.Dispose());
        networks.ForEach(kept => kept.Network.Dispose());
        tensors.ForEach(kept => kept.Tensor.Dispose());
    }
}
