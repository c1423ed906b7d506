using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

/// <summary>Outcomes by name: <c>not_finite</c>.</summary>
internal sealed class TrainingOutcomeConverter() : JsonStringEnumConverter<TrainingOutcome>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
