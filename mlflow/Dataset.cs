namespace MLflow.Client;

/// <summary>A data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digest">A digest of its content, at most 36 characters.</param>
/// <param name="SourceType">The kind of its source.</param>
/// <param name="Source">Where it comes from, as JSON.</param>
/// <param name="Schema">Its columns, as JSON.</param>
/// <param name="Profile">Its counts, as JSON.</param>
public sealed record Dataset(string Name, string Digest, string SourceType, string Source, string Schema, string Profile);
