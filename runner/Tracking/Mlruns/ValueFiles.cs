using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>Gives the values of a run or a model their files: none of them may be in the way of another.</summary>
internal sealed class ValueFiles
{
    private readonly Dictionary<string, HashSet<string>> names = new(StringComparer.Ordinal);

    /// <summary>The file of a value, within a folder.</summary>
    /// <param name="value">The value.</param>
    /// <param name="folder">The folder of the run or the model.</param>
    internal string PlaceOf(RunValue value, string folder)
    {
        if (!names.TryGetValue(value.Folder, out var others))
        {
            var values = Path.Combine(folder, value.Folder);
            others = names[value.Folder] = Directory.EnumerateFiles(values, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(values, file)).ToHashSet(StringComparer.Ordinal);
        }

        var place = MlrunsName.Beside(MlflowName.Of(value.Name), others);
        others.Add(place);
        return Path.Combine(value.Folder, place);
    }

    /// <summary>Writes values into a folder that nobody reads yet.</summary>
    internal void Fill(string folder, IEnumerable<RunValue> values)
    {
        foreach (var value in values)
        {
            var place = PlaceOf(value, folder);
            var parent = Path.GetDirectoryName(place)!;
            if (parent != value.Folder) // else it is there, as for nearly all of dozens of values
            {
                Directory.CreateDirectory(Path.Combine(folder, parent));
            }

            RegularFile.WriteText(Path.Combine(folder, place), value.Text);
        }
    }
}
