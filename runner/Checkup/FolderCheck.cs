using ExperimentRunner.Data;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Checkup;

/// <summary>Looks at a folder that the program writes to, without writing to it.</summary>
internal static class FolderCheck
{
    private const long LittleSpace = 1_000_000_000;

    /// <summary>Looks at a folder, or where it would be made.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="path">Its full path.</param>
    /// <param name="elsewhere">How to name another.</param>
    internal static Finding Look(string name, string path, string elsewhere)
    {
        var there = path;
        while (!Directory.Exists(there) && !File.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        if (File.Exists(there))
        {
            return new(name, Health.Wrong, $"{there} is a file, and a folder is needed at {path}", $"name another folder with {elsewhere}");
        }

        if (!FileRights.MayWrite(there))
        {
            return new(name, Health.Wrong, $"{there} cannot be written to", $"change its permissions, or name another folder with {elsewhere}");
        }

        var free = new DriveInfo(there).AvailableFreeSpace;
        var found = $"{path}{(there == path ? "" : ", made when it is needed")}; {Measure.Bytes(free)} of disk are free";
        return free >= LittleSpace
            ? new(name, Health.Ok, found)
            : new(name, Health.Note, found, $"make room, or name a folder on another disk with {elsewhere}");
    }
}

/// <summary>Looks at the folder of fetched data sets and of decoded images.</summary>
internal static class DataCheck
{
    internal static Finding Look()
    {
        var data = DataFolder.Default();
        var folder = FolderCheck.Look("data", data.Path, DataFolder.Variable);
        string[] fetched = [.. FetchableDataset.All().Where(dataset => dataset.Sources.All(data.Has)).Select(dataset => dataset.Name)];
        return folder.State == Health.Wrong
            ? folder
            : folder with { Found = $"{folder.Found}; fetched: {(fetched.Length > 0 ? string.Join(", ", fetched) : "nothing yet")}" };
    }
}
