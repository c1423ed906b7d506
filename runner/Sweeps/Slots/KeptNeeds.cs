namespace ExperimentRunner.Sweeps.Slots;

/// <summary>Measured memory, as it is kept in a file.</summary>
/// <param name="Sweep">The key of the sweep's plan.</param>
/// <param name="Bytes">Bytes by the work of a step.</param>
internal sealed record KeptNeeds(string Sweep, IReadOnlyDictionary<string, long> Bytes);
