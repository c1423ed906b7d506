using System.Text.Json;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>What a checkpoint consists of. Written last: a checkpoint without it is none.</summary>
/// <param name="Files">Each file's size and digest by its name, in the order of names.</param>
internal sealed record CheckpointManifest(SortedDictionary<string, CheckpointManifest.Entry> Files)
{
    internal const string FileName = "manifest.json";

    /// <summary>JSON that keeps every double, NaN and infinities included.</summary>
    internal static JsonSerializerOptions Json { get; } = new()
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>One file.</summary>
    /// <param name="Bytes">Its size.</param>
    /// <param name="Sha256">Its digest in lower-case hexadecimal.</param>
    internal sealed record Entry(long Bytes, string Sha256);
}
