using System.Text.Json.Serialization;

namespace ExperimentRunner.Syncing;

/// <summary>How records are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SyncRecord))]
internal sealed partial class SyncJson : JsonSerializerContext;
