using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Ledger;

/// <summary>Statuses of a sweep's trials by name: <c>paused</c>.</summary>
internal sealed class SweepTrialStatusConverter() : JsonStringEnumConverter<SweepTrialStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
