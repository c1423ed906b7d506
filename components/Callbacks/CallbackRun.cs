using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>A callback at work on one training. Its state is part of every checkpoint.</summary>
public abstract class CallbackRun
{
    /// <summary>Called with every logged line of training scalars and every evaluation's results, in order.</summary>
    /// <param name="scalars">What was measured.</param>
    /// <param name="control">Ends training when asked to.</param>
    public abstract void OnScalars(ScalarsLogged scalars, TrainingControl control);

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
