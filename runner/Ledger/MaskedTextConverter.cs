using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Ledger;

/// <summary>Takes secrets out of every text of a JSON document as it is written, before JSON escapes it.</summary>
internal sealed class MaskedTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(SecretMask.OfThisProcess.Apply(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(SecretMask.OfThisProcess.Apply(value));
}
