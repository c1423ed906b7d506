using System.Text.Json.Serialization;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Syncing;

/// <summary>How records are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MaskedTextConverter)])]
[JsonSerializable(typeof(SyncRecord))]
internal sealed partial class SyncJson : JsonSerializerContext;
