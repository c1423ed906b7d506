namespace ExperimentRunner.Tracking;

/// <summary>The sweep that a trial belongs to.</summary>
/// <param name="RunId">The id in MLflow of the run above the sweep's trials.</param>
/// <param name="Values">What the trial changes, in one line.</param>
public sealed record SweepLink(string RunId, string Values);
