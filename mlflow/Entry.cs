namespace MLflow.Client;

/// <summary>A param or a tag.</summary>
/// <param name="Key">Its name, as <see cref="MlflowName"/> allows.</param>
/// <param name="Value">Its value.</param>
public sealed record Entry(string Key, string Value);
