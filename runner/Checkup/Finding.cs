namespace ExperimentRunner.Checkup;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">Whether it is as it should be.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Name, Health State, string Found, string? Advice = null);
