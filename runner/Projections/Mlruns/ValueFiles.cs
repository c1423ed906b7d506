using ExperimentRunner.Registry.Files;
using MLflow.Client;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>
/// The params and tags of a run or a model: a small file each. Their names are paths, whose slashes are folders, so <c>a</c> and
/// <c>a/b</c> exclude each other.
/// </summary>
internal sealed class ValueFiles
{
    private readonly Dictionary<string, HashSet<string>> names = new(StringComparer.Ordinal);

    /// <summary>A name beside others; the later one of two that exclude each other is changed.</summary>
    internal static string Beside(string name, IReadOnlySet<string> others)
    {
        var free = name;
        while (others.Any(other => IsFolderOf(other, free) || IsFolderOf(free, other)))
        {
            free = free.Contains('/', StringComparison.Ordinal) ? free.Replace('/', ':') : free + ":";
        }

        return free;
    }

    /// <summary>The file of each value within a folder, and its text.</summary>
    internal IEnumerable<(string Place, string Text)> PlacesOf(string folder, IEnumerable<Entry> parameters, IEnumerable<Entry> tags) =>
    [
        .. parameters.Select(value => (PlaceOf(folder, "params", value.Key), value.Value.ReplaceLineEndings(" "))),
        .. tags.Select(value => (PlaceOf(folder, "tags", value.Key), value.Value)),
    ];

    /// <summary>Writes values into a folder that nobody reads yet.</summary>
    internal void Fill(string folder, IEnumerable<Entry> parameters, IEnumerable<Entry> tags)
    {
        foreach (var (place, text) in PlacesOf(folder, parameters, tags))
        {
            var file = Path.Combine(folder, place);
            if (place.LastIndexOf('/') > place.IndexOf('/', StringComparison.Ordinal)) // else its folder is there, as for nearly all of dozens of values
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            }

            RegularFile.WriteText(file, text);
        }
    }

    private static bool IsFolderOf(string folder, string name) =>
        name.Length > folder.Length && name[folder.Length] == '/' && name.StartsWith(folder, StringComparison.Ordinal);

    private string PlaceOf(string folder, string kind, string name)
    {
        if (!names.TryGetValue(kind, out var others))
        {
            var values = Path.Combine(folder, kind);
            others = names[kind] = Directory.EnumerateFiles(values, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(values, file)).ToHashSet(StringComparer.Ordinal);
        }

        var place = Beside(name, others);
        others.Add(place);
        return Path.Combine(kind, place);
    }
}
