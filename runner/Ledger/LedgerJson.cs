using System.Text.Json;
using System.Text.Json.Serialization;
using ExperimentRunner.Components.Events;

namespace ExperimentRunner.Ledger;

/// <summary>How the ledger's files are written: one line of JSON each, in snake case, NaN and infinities by name, without secrets.</summary>
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
