using System.Text.Json.Serialization;

namespace ExperimentRunner.Components.Numerics;

/// <summary>How verdicts are kept.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<LayerKind>))]
internal sealed partial class NumericsJson : JsonSerializerContext;
