using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Pruners;

namespace ExperimentRunner.Ledger;

/// <summary>Verdicts by name: <c>pause</c>.</summary>
internal sealed class PruningVerdictConverter() : JsonStringEnumConverter<PruningVerdict>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
