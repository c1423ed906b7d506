using System.Text.Json.Serialization;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Notifying;

/// <summary>How messages are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, Converters = [typeof(MaskedTextConverter)])]
[JsonSerializable(typeof(RunEndedMessage))]
internal sealed partial class NotifyingJson : JsonSerializerContext;
