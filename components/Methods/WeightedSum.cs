namespace ExperimentRunner.Components.Methods;

/// <summary>A mean in the making.</summary>
/// <param name="Sum">Sum of values times weights.</param>
/// <param name="Weight">Sum of weights.</param>
public readonly record struct WeightedSum(double Sum, double Weight);
