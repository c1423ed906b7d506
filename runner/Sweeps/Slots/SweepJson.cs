using System.Text.Json.Serialization;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>JSON of sweeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KeptNeeds))]
internal sealed partial class SweepJson : JsonSerializerContext;
