using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Verification;

/// <summary>How <c>verify --json</c> writes its table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(VerdictConverter)])]
[JsonSerializable(typeof(ClaimRow[]))]
internal sealed partial class ClaimJson : JsonSerializerContext
{
    /// <summary>Verdicts by name: <c>not_measured</c>.</summary>
    private sealed class VerdictConverter() : JsonStringEnumConverter<Verdict>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
