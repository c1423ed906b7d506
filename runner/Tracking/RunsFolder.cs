namespace ExperimentRunner.Tracking;

/// <summary>The folder that keeps all runs, and where things lie in it.</summary>
/// <param name="Path">Its full path.</param>
public sealed record RunsFolder(string Path)
{
    /// <summary>The index for fast queries; can be deleted at any time.</summary>
    public string IndexFile => System.IO.Path.Combine(Path, "index.db");

    /// <summary>The MLflow files beside it.</summary>
    public string MlrunsFolder => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path) ?? Path, "mlruns");

    /// <summary>The runs folder at a path as the user wrote it.</summary>
    public static RunsFolder At(string path) => new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));

    /// <summary>The folder of the runs under one name.</summary>
    public RunFolder Run(string name) => new(System.IO.Path.Combine(Path, FolderName(name)));

    /// <summary>The folders that hold runs, by name.</summary>
    public IReadOnlyList<RunFolder> Runs() => Directory.Exists(Path)
        ? [.. Directory.EnumerateDirectories(Path).Order(StringComparer.Ordinal).Select(path => new RunFolder(path)).Where(run => File.Exists(run.JournalFile))]
        : [];

    private static string FolderName(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-'));
        return safe.StartsWith('.') ? "-" + safe[1..] : safe;
    }
}
