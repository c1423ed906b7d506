namespace MLflow.Client;

/// <summary>A model to be logged.</summary>
/// <param name="ExperimentId">Its experiment.</param>
/// <param name="Name">Its name.</param>
/// <param name="ModelType">What kind of model it is.</param>
/// <param name="SourceRunId">The run that made it.</param>
/// <param name="Params">Its params.</param>
/// <param name="Tags">Its tags.</param>
public sealed record NewLoggedModel(
    string ExperimentId, string Name, string ModelType, string SourceRunId, IReadOnlyList<Entry> Params, IReadOnlyList<Entry> Tags);
