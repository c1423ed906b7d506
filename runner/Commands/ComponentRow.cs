namespace ExperimentRunner.Commands;

/// <summary>One component in a list.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Summary">What it is, in a sentence.</param>
internal sealed record ComponentRow(string Kind, string Name, string Summary);
