using System.Text.Json.Serialization;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Projections.Mlflow;

/// <summary>How cursors are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MaskedTextConverter)])]
[JsonSerializable(typeof(MlflowCursor))]
internal sealed partial class MlflowJson : JsonSerializerContext;
