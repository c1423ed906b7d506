namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Names that are files, as in <c>mlruns/</c>: their slashes are folders, so <c>a</c> and <c>a/b</c> exclude each other.</summary>
internal static class MlrunsName
{
    /// <summary>A name beside others; the later one of two that exclude each other is changed.</summary>
    internal static string Beside(string name, IReadOnlySet<string> others)
    {
        var free = name;
        while (others.Any(other => IsFolderOf(other, free) || IsFolderOf(free, other)))
        {
            free = free.Contains('/', StringComparison.Ordinal) ? free.Replace('/', ':') : free + ":";
        }

        return free;
    }

    private static bool IsFolderOf(string folder, string name) =>
        name.Length > folder.Length && name[folder.Length] == '/' && name.StartsWith(folder, StringComparison.Ordinal);
}
