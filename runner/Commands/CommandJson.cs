using System.Text.Json.Serialization;

namespace ExperimentRunner.Commands;

/// <summary>How <c>--json</c> writes tables.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ComponentRow[]))]
internal sealed partial class CommandJson : JsonSerializerContext;
