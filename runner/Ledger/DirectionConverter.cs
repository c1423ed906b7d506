using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Metrics;

namespace ExperimentRunner.Ledger;

/// <summary>Directions by name: <c>maximize</c>.</summary>
internal sealed class DirectionConverter() : JsonStringEnumConverter<Direction>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
