using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Documentation;

/// <summary>The files of the repository that users read.</summary>
internal static class Repository
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(GoldenFile.Folder(), "..", ".."));

    /// <summary>All configs, relative to the root.</summary>
    internal static IEnumerable<string> Configs() => Files("configs", "*.yaml");

    /// <summary>The README, the changelog and all pages, relative to the root.</summary>
    internal static IEnumerable<string> Pages() => ["README.md", "CHANGELOG.md", .. Files("docs", "*.md")];

    internal static string At(string path) => Path.Combine(Root, path);

    internal static string Read(string path) => File.ReadAllText(At(path));

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(At(folder), pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);
}
