using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Paths as the user knows them: relative ones stay relative, and short.</summary>
internal static class FilePath
{
    /// <summary>The path that a file means by <paramref name="path"/>; what stands in no file means the current directory.</summary>
    public static string Resolve(SourceText writtenIn, string path)
    {
        var folder = writtenIn.IsFile ? Path.GetDirectoryName(writtenIn.Name) ?? "" : "";
        return Normalize(Path.Combine(folder, path));
    }

    /// <summary>Takes <c>.</c> and <c>..</c> out, so that one file has one name.</summary>
    public static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        var isHere = parts.Count == 0 && path.StartsWith('.');
        return (path.StartsWith('/') ? "/" : isHere ? "." : "") + string.Join('/', parts);
    }
}
