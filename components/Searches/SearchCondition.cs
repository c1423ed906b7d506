namespace ExperimentRunner.Components.Searches;

/// <summary>A dimension matters only where an earlier one has one of its values: what an alternative of a choice brings.</summary>
/// <param name="Dimension">The position of the earlier dimension, which is finite; it may have a condition itself.</param>
/// <param name="Value">The number of the value.</param>
public sealed record SearchCondition(int Dimension, long Value);
