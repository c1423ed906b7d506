namespace ExperimentRunner.Projections.Mlflow;

/// <summary>A run in a store.</summary>
/// <param name="Experiment">The id of its experiment there.</param>
/// <param name="Id">Its own id there.</param>
/// <param name="ArtifactUri">Where its files are kept.</param>
internal sealed record StoredRun(string Experiment, string Id, string? ArtifactUri);
