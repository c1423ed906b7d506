using ExperimentRunner.Components.Checkpoints;

namespace ExperimentRunner.Components.Environments;

/// <summary>An environment at work. Its state is part of a checkpoint, so that a resumed agent finds it as it was.</summary>
public abstract class Simulation : ICheckpointed
{
    /// <summary>Begins an episode.</summary>
    /// <returns>The first observation.</returns>
    public abstract float[] Reset();

    /// <summary>Acts.</summary>
    /// <param name="action">Which action, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public abstract Outcome Act(int action);

    /// <inheritdoc/>
    public abstract void Save(CheckpointWriter checkpoint);

    /// <inheritdoc/>
    public abstract void Load(CheckpointReader checkpoint);
}

/// <summary>What an action led to.</summary>
/// <param name="Observation">What is seen afterwards.</param>
/// <param name="Reward">The reward.</param>
/// <param name="IsTerminal">Whether the episode ended because of what happened: nothing comes after it.</param>
/// <param name="IsCut">Whether it ended because it had lasted long enough: more would have come.</param>
public readonly record struct Outcome(float[] Observation, double Reward, bool IsTerminal, bool IsCut)
{
    /// <summary>Whether the episode ended.</summary>
    public bool IsOver => IsTerminal || IsCut;
}
