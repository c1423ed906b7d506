using ExperimentRunner.Data;

namespace ExperimentRunner.Checkup;

/// <summary>Looks at the folder of fetched data sets and of decoded images.</summary>
internal static class DataCheck
{
    internal static Finding Look()
    {
        var data = DataFolder.Default();
        var folder = FolderCheck.Look("data", data.Path, DataFolder.Variable);
        string[] fetched = [.. FetchableDataset.All().Where(dataset => dataset.Sources.All(data.Has)).Select(dataset => dataset.Name)];
        return folder.State == Health.Wrong ? folder : folder with { Found = $"{folder.Found}; fetched: {(fetched.Length > 0 ? string.Join(", ", fetched) : "nothing yet")}" };
    }
}
