using System.Text.Json.Serialization;

namespace MLflow.Client;

/// <summary>A file or folder among artifacts.</summary>
/// <param name="Path">Its path from the run's artifacts on.</param>
/// <param name="IsDirectory">Whether it is a folder.</param>
/// <param name="FileSize">Its length in bytes; null for a folder.</param>
public sealed record ArtifactFile(string Path, [property: JsonPropertyName("is_dir")] bool IsDirectory, long? FileSize = null);
