namespace ExperimentRunner.Components.Events;

/// <summary>Scalars of one step: training figures (<c>train/loss</c>) or one evaluation's results (<c>val/accuracy</c>).</summary>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Epoch">Passes over the data done, fractional; null for a source without length.</param>
/// <param name="Values">The figures by full name, in a fixed order.</param>
/// <param name="SamplesPerSecond">Speed since the line before, or null where it means nothing. Not part of what must repeat.</param>
public sealed record ScalarsLogged(long Step, double? Epoch, IReadOnlyDictionary<string, double> Values, double? SamplesPerSecond) : TrainingEvent;
