using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary>The configs of a folder, at any depth.</summary>
internal static class ConfigFolder
{
    /// <summary>The configs that an argument names: those of a folder, without what runs have written there; else itself.</summary>
    internal static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        var runs = RunsFolder.At(RunsFolder.Usual);
        return Directory.EnumerateFiles(path, "*.y*ml", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" && !runs.Holds(file))
            .Order(StringComparer.Ordinal);
    }
}
