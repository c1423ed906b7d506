namespace ExperimentRunner.Ledger;

/// <summary>The sweep that a trial belongs to.</summary>
/// <param name="RunId">The id in MLflow of the run above the sweep's trials.</param>
/// <param name="Begun">When the sweep began, in UTC.</param>
/// <param name="Values">What the trial changes, in one line.</param>
public sealed record SweepLink(string RunId, DateTimeOffset Begun, string Values);
