using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Experiments;
using ExperimentRunner.Output;

namespace ExperimentRunner.Data;

/// <summary>A data set that is fetched and needs no argument: the verbs of <c>data</c> know it by its name.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Sources">Its files.</param>
internal sealed record FetchableDataset(string Name, IReadOnlyList<DataSource> Sources)
{
    /// <summary>All of them, by name.</summary>
    internal static IReadOnlyList<FetchableDataset> All()
    {
        var registry = ExperimentFiles.Registry;
        return [.. registry.Components(registry.KindOf(typeof(IDataset))!)
            .Where(component => component.Record.Arguments.All(argument => !argument.IsRequired))
            .Select(component => new FetchableDataset(component.Name, ((IDataset)component.Record.Create()).Sources))
            .Where(dataset => dataset.Sources.Count > 0)];
    }

    /// <summary>Finds one, or tells the user that there is none of the name.</summary>
    internal static FetchableDataset? Find(string name, Terminal terminal)
    {
        var all = All();
        if (all.FirstOrDefault(dataset => dataset.Name == name) is { } found)
        {
            return found;
        }

        terminal.Refuse($"there is no data set '{name}' that can be fetched; there are: {string.Join(", ", all.Select(dataset => dataset.Name))}");
        return null;
    }
}
