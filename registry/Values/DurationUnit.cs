namespace ExperimentRunner.Registry.Values;

/// <summary>What a <see cref="Duration"/> counts.</summary>
public enum DurationUnit
{
    /// <summary>Optimizer steps: <c>it</c>.</summary>
    Steps,

    /// <summary>Passes over the training data: <c>ep</c>.</summary>
    Epochs,
}
