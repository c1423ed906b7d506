using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ExperimentRunner.Data;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>data list</c>: what can be fetched, and what has been.</summary>
internal static class DataListVerb
{
    internal static Command Create(Terminal terminal)
    {
        var json = Arguments.Json();
        var command = new Command("list", "List the data sets that can be fetched, and how much of each is already there.") { json };
        command.SetAction(parsed => List(parsed.GetValue(json), terminal));
        return command;
    }

    private static int List(bool json, Terminal terminal)
    {
        var data = DataFolder.Default();
        var rows = FetchableDataset.All().Select(dataset => RowOf(dataset, data)).ToArray();
        if (json)
        {
            terminal.Out.WriteBlock(JsonSerializer.Serialize(rows, CommandJson.Default.DatasetRowArray));
        }
        else
        {
            TextTable.Write(terminal.Out, ["name", "size", "fetched", "folder"], rows.Select(Cells), terminal.Width());
        }

        return ExitCodes.Done;
    }

    private static DatasetRow RowOf(FetchableDataset dataset, DataFolder data) => new(
        dataset.Name,
        Path.Combine(data.Path, dataset.Sources[0].Folder),
        dataset.Sources.Count,
        dataset.Sources.Count(data.Has),
        dataset.Sources.Sum(source => source.Bytes));

    private static string[] Cells(DatasetRow row) =>
        [row.Name, Measure.Bytes(row.Bytes), string.Create(CultureInfo.InvariantCulture, $"{row.Fetched} of {row.Files} files"), row.Folder];
}
