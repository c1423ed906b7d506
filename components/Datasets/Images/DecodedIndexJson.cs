using System.Text.Json.Serialization;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Writes and reads <see cref="DecodedIndex"/>.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(DecodedIndex))]
internal sealed partial class DecodedIndexJson : JsonSerializerContext;
