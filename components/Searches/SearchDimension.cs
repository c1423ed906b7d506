namespace ExperimentRunner.Components.Searches;

/// <summary>One axis of a <see cref="SearchSpace"/>.</summary>
/// <param name="Name">The address that it sets, for messages.</param>
public sealed record SearchDimension(string Name)
{
    /// <summary>
    /// The number n of its values when it has a finite one: value i stands for coordinates in [i / n, (i + 1) / n). Null for a
    /// continuous range.
    /// </summary>
    public long? Count { get; init; }

    /// <summary>Whether neighbouring coordinates mean similar values; false for a choice.</summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>When it matters; null for always.</summary>
    public SearchCondition? When { get; init; }

    /// <summary>The number of the value at a coordinate of a finite dimension.</summary>
    /// <param name="coordinate">In [0, 1).</param>
    public long ValueAt(double coordinate) => Math.Min((long)(coordinate * Count!.Value), Count.Value - 1);

    /// <summary>The coordinate in the middle of a value of a finite dimension.</summary>
    /// <param name="value">In [0, n).</param>
    public double CoordinateOf(long value) => (value + 0.5) / Count!.Value;
}
