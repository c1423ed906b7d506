namespace MLflow.Client;

/// <summary>One value of a metric.</summary>
/// <param name="Key">Its name, as <see cref="MlflowName"/> allows.</param>
/// <param name="Value">The value; need not be finite.</param>
/// <param name="Timestamp">Milliseconds since 1970, UTC.</param>
/// <param name="Step">The step.</param>
public sealed record Metric(string Key, double Value, long Timestamp, long Step);
