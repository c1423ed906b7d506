namespace ExperimentRunner.Components.Searches;

/// <summary>
/// A space as a search sees it: the unit cube. Ranges, logarithms and steps are the sweep's affair, which turns a coordinate into a
/// value by the quantile function of its range, so that a uniform coordinate gives a value as the range says.
/// </summary>
/// <param name="Dimensions">The axes of the cube, in the order in which they were written.</param>
public sealed record SearchSpace(IReadOnlyList<SearchDimension> Dimensions);
