using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Environments;

/// <summary>Something that an agent acts in, and is rewarded by. A method of reinforcement learning takes one as an argument.</summary>
[ComponentKind("environment")]
public interface IEnvironment
{
    /// <summary>The number of values of an observation.</summary>
    int Observations { get; }

    /// <summary>The number of actions to choose from.</summary>
    int Actions { get; }

    /// <summary>Starts one of it.</summary>
    /// <param name="seed">What it draws from: the same seed and the same actions give the same observations.</param>
    Simulation Build(long seed);
}
