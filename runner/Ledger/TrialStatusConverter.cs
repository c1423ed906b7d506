using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Ledger;

/// <summary>Statuses by name: <c>running</c>.</summary>
internal sealed class TrialStatusConverter() : JsonStringEnumConverter<TrialStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
