using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>A callback at work on one training. Its state is part of every checkpoint.</summary>
public abstract class CallbackRun : ICheckpointed
{
    /// <summary>Called with every logged line of training scalars and every evaluation's results, in order.</summary>
    /// <param name="scalars">What was measured.</param>
    /// <param name="control">Ends training when asked to.</param>
    public abstract void OnScalars(ScalarsLogged scalars, TrainingControl control);

    /// <inheritdoc/>
    public virtual void Save(CheckpointWriter checkpoint)
    {
    }

    /// <inheritdoc/>
    public virtual void Load(CheckpointReader checkpoint)
    {
    }
}
