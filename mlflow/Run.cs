namespace MLflow.Client;

/// <summary>A run, as the server has it.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Data">What was logged: of metrics the last value of each.</param>
public sealed record Run(RunInfo Info, RunData Data);
