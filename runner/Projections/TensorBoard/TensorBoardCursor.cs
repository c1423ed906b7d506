using ExperimentRunner.Ledger;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Projections.TensorBoard;

/// <summary>How far a trial's ledger stands in its event file.</summary>
internal sealed partial record TensorBoardCursor : LedgerCursor
{
    /// <summary>How long the file was then, in bytes: whatever stands behind was written, but not known to be, and is written again.</summary>
    public long Length { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsSound => base.IsSound && Length >= 0;

    /// <summary>How cursors are written.</summary>
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = [typeof(MaskedTextConverter)])]
    [JsonSerializable(typeof(TensorBoardCursor))]
    internal sealed partial class Json : JsonSerializerContext;
}
