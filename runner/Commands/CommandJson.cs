using System.Text.Json.Serialization;
using ExperimentRunner.Checkup;
using ExperimentRunner.Components.Data;

namespace ExperimentRunner.Commands;

/// <summary>How <c>--json</c> writes tables.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComponentRow[]))]
[JsonSerializable(typeof(CheckRow[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, double>))]
[JsonSerializable(typeof(IReadOnlyList<Prediction>))]
[JsonSerializable(typeof(DatasetRow[]))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
internal sealed partial class CommandJson : JsonSerializerContext;
