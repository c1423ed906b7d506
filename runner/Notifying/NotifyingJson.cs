using System.Text.Json.Serialization;

namespace ExperimentRunner.Notifying;

/// <summary>How messages are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunEndedMessage))]
internal sealed partial class NotifyingJson : JsonSerializerContext;
