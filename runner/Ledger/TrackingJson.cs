using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Components.Pruners;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Ledger;

/// <summary>
/// How the ledger's files are written: one line of JSON each, in snake case, NaN and infinities by name, without secrets.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectRequiredConstructorParameters = false,
    Converters = [typeof(MaskedTextConverter), typeof(TrainingOutcomeConverter), typeof(TrialStatusConverter), typeof(SweepTrialStatusConverter), typeof(PruningVerdictConverter), typeof(DirectionConverter)])]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(TrainingEvent))]
[JsonSerializable(typeof(EnvironmentRecord))]
[JsonSerializable(typeof(ProcessNote))]
[JsonSerializable(typeof(TrialEntry))]
[JsonSerializable(typeof(TrialEntry[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string))]
internal sealed partial class TrackingJson : JsonSerializerContext
{
    /// <summary>The same for files that people read.</summary>
    internal static TrackingJson Indented => field ??= new(new JsonSerializerOptions(Default.Options!) { WriteIndented = true });
}

/// <summary>Takes secrets out of every text of a JSON document as it is written, before JSON escapes it.</summary>
internal sealed class MaskedTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecretMask.OfThisProcess.Apply(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(SecretMask.OfThisProcess.Apply(value));
}

/// <summary>Directions by name: <c>maximize</c>.</summary>
internal sealed class DirectionConverter() : JsonStringEnumConverter<Direction>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Verdicts by name: <c>pause</c>.</summary>
internal sealed class PruningVerdictConverter() : JsonStringEnumConverter<PruningVerdict>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Statuses of a sweep's trials by name: <c>paused</c>.</summary>
internal sealed class SweepTrialStatusConverter() : JsonStringEnumConverter<SweepTrialStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Outcomes by name: <c>not_finite</c>.</summary>
internal sealed class TrainingOutcomeConverter() : JsonStringEnumConverter<TrainingOutcome>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

/// <summary>Statuses by name: <c>running</c>.</summary>
internal sealed class TrialStatusConverter() : JsonStringEnumConverter<TrialStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
