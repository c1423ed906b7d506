namespace ExperimentRunner.Ledger;

/// <summary>The checkpoint that an attempt goes on from.</summary>
/// <param name="Attempt">The earlier attempt that saved it.</param>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Events">The length of that attempt's event file at the checkpoint, in bytes: what follows was done again.</param>
public sealed record ResumePoint(int Attempt, long Step, long Events);
