namespace ExperimentRunner.Components.Searches;

/// <summary>A point of a <see cref="SearchSpace"/>.</summary>
/// <param name="Coordinates">One in [0, 1) for every dimension, also for those that do not matter at this point.</param>
public sealed record SearchPoint(IReadOnlyList<double> Coordinates);
