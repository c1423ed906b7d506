using System.Text.Json.Serialization;

namespace ExperimentRunner.Registry.Binding;

/// <summary>Texts as JSON, without the reflection that would cost start-up time.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJson : JsonSerializerContext;
