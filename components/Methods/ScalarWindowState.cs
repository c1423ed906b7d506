namespace ExperimentRunner.Components.Methods;

/// <summary>A <see cref="ScalarWindow"/> in a checkpoint.</summary>
/// <param name="Means">Sums of the figures that are averaged.</param>
/// <param name="Latest">Figures of which the latest counts.</param>
public sealed record ScalarWindowState(Dictionary<string, WeightedSum> Means, Dictionary<string, double> Latest);
