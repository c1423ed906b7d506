namespace ExperimentRunner.Registry.Values;

/// <summary>
/// How often something happens that does not shape the result, such as saving: every so many steps or epochs, or every so
/// much wall time (<c>30s</c>, <c>5min</c>, <c>2h</c>). Exactly one of the two is set.
/// </summary>
/// <param name="Training">The interval in steps or epochs, above zero, or null.</param>
/// <param name="Clock">The interval in wall time, above zero, or null.</param>
public readonly record struct Cadence(Duration? Training, TimeSpan? Clock);
