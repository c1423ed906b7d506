namespace MLflow.Client;

/// <summary>A data set that a run used.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Tags">What it was for: <c>mlflow.data.context</c>.</param>
public sealed record DatasetInput(Dataset Dataset, IReadOnlyList<Entry> Tags);
