using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Launching;

/// <summary>A model was asked.</summary>
/// <param name="Predictions">Its answers, in the order of the inputs.</param>
public sealed record PredictedMessage(IReadOnlyList<Prediction> Predictions) : WorkerMessage;
