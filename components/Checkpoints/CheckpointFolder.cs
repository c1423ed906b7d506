using System.Globalization;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The checkpoints of one attempt at training: folders named after the step, <c>step-2000</c>.</summary>
/// <param name="path">The folder that holds them. It need not exist yet.</param>
public sealed class CheckpointFolder(string path)
{
    private const string Prefix = "step-";

    /// <summary>The name of the checkpoint after so many steps.</summary>
    public static string NameOf(long step) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step}");

    /// <summary>The names of the complete checkpoints, newest first.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(path)
        ? [.. Directory.GetDirectories(path).Where(IsComplete).Select(folder => Path.GetFileName(folder)).OrderByDescending(StepOf)]
        : [];

    /// <summary>Removes all but the newest checkpoints and the best one, and what a crash left half written.</summary>
    /// <param name="keep">How many of the newest stay; at least 1.</param>
    /// <param name="best">The name of the best checkpoint, or null.</param>
    public void Prune(int keep, string? best)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        foreach (var name in List().Skip(keep).Where(name => name != best))
        {
            DurableFolder.Remove(Path.Combine(path, name));
        }

        RemoveLeftovers();
    }

    private static bool IsComplete(string folder) =>
        StepOf(Path.GetFileName(folder)) is not null && File.Exists(Path.Combine(folder, CheckpointManifest.FileName));

    private static long? StepOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;

    private void RemoveLeftovers()
    {
        if (Directory.Exists(path))
        {
            foreach (var folder in Directory.GetDirectories(path).Where(DurableFolder.IsTemporary))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
