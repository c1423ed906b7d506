namespace MLflow.Client;

/// <summary>What a logged model is.</summary>
/// <param name="ModelId">Its id.</param>
/// <param name="ExperimentId">Its experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="ArtifactUri">Where its files are kept.</param>
/// <param name="SourceRunId">The run that logged it.</param>
public sealed record LoggedModelInfo(string ModelId, string ExperimentId, string? Name = null, string? ArtifactUri = null, string? SourceRunId = null);
