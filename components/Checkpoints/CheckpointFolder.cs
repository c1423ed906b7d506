using System.Globalization;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The checkpoints of one attempt at training: folders named after the step, <c>step-2000</c>.</summary>
/// <param name="path">The folder that holds them. It need not exist yet.</param>
public sealed class CheckpointFolder(string path)
{
    private const string Prefix = "step-";
    private const string AdoptedPrefix = "adopted-";

    /// <summary>The name of the checkpoint after so many steps.</summary>
    public static string NameOf(long step) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step}");

    /// <summary>The names of the complete checkpoints, newest first.</summary>
    public IReadOnlyList<string> List() => [.. Names().Where(name => IsWhole(PathOf(name)))];

    /// <summary>The names of all checkpoints, newest first, also of one that has lost its manifest.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(path)
        ? [.. Directory.GetDirectories(path).Select(folder => Path.GetFileName(folder)).Where(name => StepOf(name) is not null).OrderByDescending(StepOf)]
        : [];

    /// <summary>The path of a checkpoint of that name.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>The path of the checkpoint after so many steps, this attempt's own or an adopted one.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public string Find(long step) => TryFind(step) ?? throw new DirectoryNotFoundException($"there is no checkpoint {Path.Combine(path, NameOf(step))}");

    /// <summary>The path of the checkpoint after so many steps, this attempt's own or an adopted one; null where there is none.</summary>
    public string? TryFind(long step) =>
        Array.Find([Path.Combine(path, NameOf(step)), Path.Combine(path, AdoptedPrefix + NameOf(step))], IsWhole);

    /// <summary>
    /// Copies the best checkpoint of an earlier attempt, so that this folder holds all that its training needs. It is found by
    /// <see cref="Find"/>, and never listed: training resumes from an attempt's own checkpoints only.
    /// </summary>
    public void Adopt(string checkpoint, long step) => DurableFolder.Copy(checkpoint, Path.Combine(path, AdoptedPrefix + NameOf(step)));

    /// <summary>Removes all but the newest checkpoints and those that they name as the best, and what a crash left half written.</summary>
    /// <param name="keep">How many of the newest stay; at least 1.</param>
    /// <param name="bestOf">The step that the checkpoint of a step names as the best, or null.</param>
    public void Prune(int keep, Func<long, long?> bestOf)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        string[] newest = [.. List().Take(keep)];
        HashSet<string> named = [.. newest.Select(name => bestOf(StepOf(name)!.Value)).OfType<long>().Select(NameOf)];
        foreach (var name in List().Except(newest).Except(named))
        {
            DurableFolder.Remove(Path.Combine(path, name));
        }

        foreach (var adopted in Adopted().Where(folder => !named.Contains(Path.GetFileName(folder)[AdoptedPrefix.Length..])))
        {
            DurableFolder.Remove(adopted);
        }

        RemoveLeftovers();
    }

    private static bool IsWhole(string folder) => File.Exists(Path.Combine(folder, CheckpointManifest.FileName));

    private static long? StepOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;

    private IEnumerable<string> Adopted() =>
        Directory.GetDirectories(path).Where(folder => Path.GetFileName(folder).StartsWith(AdoptedPrefix, StringComparison.Ordinal));

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
