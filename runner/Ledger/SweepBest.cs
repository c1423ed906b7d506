namespace ExperimentRunner.Ledger;

/// <summary>The best that a sweep has found.</summary>
/// <param name="Trial">The trial; of trials that differ in their seeds alone, the best of them.</param>
/// <param name="Values">What it changes.</param>
/// <param name="Metric">What trials are compared by.</param>
/// <param name="Objective">Its value; the mean over seeds.</param>
/// <param name="Trials">Of how many trials it is the best.</param>
public sealed record SweepBest(string Trial, string Values, string Metric, double Objective, int Trials);
