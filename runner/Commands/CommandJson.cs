using System.Text.Json.Serialization;

namespace ExperimentRunner.Commands;

/// <summary>How <c>--json</c> writes tables.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ComponentRow[]))]
[JsonSerializable(typeof(DatasetRow[]))]
internal sealed partial class CommandJson : JsonSerializerContext;
