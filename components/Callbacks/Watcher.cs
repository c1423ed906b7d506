using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>A callback at work on one training. Its state is part of every checkpoint.</summary>
public abstract class Watcher
{
    /// <summary>Called with every logged line of training scalars and every evaluation's results, in order.</summary>
    /// <param name="scalars">What was measured.</param>
    /// <param name="control">Ends training when asked to.</param>
    public virtual void OnScalars(ScalarsLogged scalars, TrainingControl control)
    {
    }

    /// <summary>Called after every optimizer step. What it does here takes time from training: read nothing back from the device at every step.</summary>
    /// <param name="step">The step, with the networks as they are now.</param>
    public virtual void OnStep(StepTaken step)
    {
    }

    /// <summary>Adds its state to a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part to write: two callbacks of one type have a name each.</param>
    public virtual void Save(CheckpointWriter checkpoint, string name)
    {
    }

    /// <summary>Takes its state back.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part that <see cref="Save"/> wrote.</param>
    public virtual void Load(CheckpointReader checkpoint, string name)
    {
    }
}

/// <summary>An optimizer step that was taken.</summary>
/// <param name="Networks">The networks that are trained, with the gradients of the step.</param>
/// <param name="Report">Takes what there is to show, under <c>train/</c>.</param>
/// <param name="Control">Ends training when asked to.</param>
public sealed record StepTaken(IReadOnlyList<nn.Module> Networks, Report Report, TrainingControl Control)
{
    /// <summary>Optimizer steps done.</summary>
    public long Step { get; internal set; }
}
