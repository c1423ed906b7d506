using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary>Finds the running sweep that a verb is about.</summary>
internal static class SweepLookup
{
    /// <summary>The folder of a sweep that runs now, by its name or its folder; null where there is none.</summary>
    internal static RunFolder? Find(string wanted, string runs)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted));
        return RunsFolder.At(runs).Runs().FirstOrDefault(run => (run.Name == wanted || run.Path == folder) && run.SweepLease.IsHeld());
    }
}
