using ExperimentRunner.Components.Training;
using ExperimentRunner.Ledger;
using ExperimentRunner.Registry.Files;
using System.Globalization;

namespace ExperimentRunner.Projections.Artifacts;

/// <summary>The files of a trial that MLflow is given.</summary>
internal static class RunFiles
{
    private const double Megabyte = 1e6;

    /// <summary>What there is now: the path in MLflow, and the file.</summary>
    internal static IEnumerable<(string Path, FileInfo File)> Of(TrialFolder folder, TrialState state)
    {
        var files = new List<(string Path, string File)> { ("config.yaml", folder.ConfigFile), ("environment.json", folder.EnvironmentFile) };
        foreach (var attempt in state.Attempts.Select(attempt => attempt.Number))
        {
            files.Add((string.Create(CultureInfo.InvariantCulture, $"attempt-{attempt}/worker.log"), folder.Attempt(attempt).LogFile));
        }

        if (Directory.Exists(folder.ArtifactsFolder))
        {
            files.AddRange(Directory.EnumerateFiles(folder.ArtifactsFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (Path.GetRelativePath(folder.ArtifactsFolder, file), file)));
        }

        return files.Where(file => RegularFile.KindOf(file.File) == FileKind.Regular).Select(file => (file.Path, new FileInfo(file.File)));
    }

    /// <summary>Whether a file is small enough to be given.</summary>
    internal static bool Fits(FileInfo file, TrackingSettings wanted) => file.Length <= wanted.LargestFile * Megabyte;

    /// <summary>Tells whether a file is still the one that was sent.</summary>
    internal static string Fingerprint(FileInfo file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes, {file.LastWriteTimeUtc:O}");
}
