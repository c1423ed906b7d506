namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Names as MLflow takes them: letters, digits, <c>_ / . - :</c> and spaces, at most 250 characters, no <c>a//b</c> and no <c>..</c>.</summary>
public static class MlflowName
{
    private const int Longest = 250;

    /// <summary>The name with whatever MLflow refuses replaced.</summary>
    public static string Of(string name)
    {
        var letters = string.Concat(name.Select(letter => IsAllowed(letter) ? letter : '_'));
        var parts = letters.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => part.All(letter => letter == '.') ? "_" : part);
        var safe = string.Join('/', parts);
        return safe.Length switch
        {
            0 => "_",
            > Longest => safe[..Longest].TrimEnd('/'),
            _ => safe,
        };
    }

    /// <summary>
    /// A name beside others: names are files and their slashes folders, so <c>a</c> and <c>a/b</c> exclude each other. The later one
    /// is changed.
    /// </summary>
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

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '.' or '-' or ':' or ' ';
}
