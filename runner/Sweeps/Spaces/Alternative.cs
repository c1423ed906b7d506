namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>One value of a range that lists its values.</summary>
/// <param name="Choice">The range.</param>
/// <param name="Value">The number of the value.</param>
internal sealed record Alternative(WrittenRange Choice, int Value);
