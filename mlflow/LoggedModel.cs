namespace MLflow.Client;

/// <summary>A model that a run logged.</summary>
/// <param name="Info">What it is.</param>
public sealed record LoggedModel(LoggedModelInfo Info);
