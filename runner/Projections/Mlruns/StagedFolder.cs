using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>
/// Makes a folder appear whole. It is filled in <c>.trash</c>, the one place under <c>mlruns/</c> where MLflow expects rubbish,
/// and then renamed: a kill leaves rubbish there and nothing elsewhere.
/// </summary>
internal static class StagedFolder
{
    /// <summary>A place that nobody reads and nobody else takes.</summary>
    internal static string AsideOf(string mlruns)
    {
        var trash = Path.Combine(mlruns, ".trash");
        Containment.Require(trash, mlruns);
        return Path.Combine(Directory.CreateDirectory(trash).FullName, Guid.NewGuid().ToString("N"));
    }

    /// <summary>Fills a folder and gives it its name, unless that is taken by then: by another runner, with the same content.</summary>
    /// <returns>Whether the folder is new.</returns>
    internal static bool Publish(string mlruns, string target, Action<string> fill)
    {
        if (Directory.Exists(target))
        {
            return false;
        }

        var staging = AsideOf(mlruns);
        Directory.CreateDirectory(staging);
        fill(staging);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            Directory.Move(staging, target);
            return true;
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(staging, recursive: true);
            return false;
        }
    }
}
