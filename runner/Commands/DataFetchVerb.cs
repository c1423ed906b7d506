using System.CommandLine;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Hosting;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>data fetch</c>: fetches a data set, and anew what is there but damaged.</summary>
internal static class DataFetchVerb
{
    internal static Command Create(Terminal terminal)
    {
        var names = new Argument<string[]>("NAME") { Description = "The names of data sets, such as mnist.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("fetch", "Fetch data sets before a run needs them. Damaged files are fetched again.") { names };
        command.SetAction((parsed, stop) => FetchAsync(parsed.GetRequiredValue(names), terminal, stop));
        return command;
    }

    private static async Task<int> FetchAsync(string[] names, Terminal terminal, CancellationToken stop)
    {
        var datasets = names.Select(name => FetchableDataset.Find(name, terminal)).ToArray();
        if (datasets.Contains(null))
        {
            return ExitCodes.Invalid;
        }

        var data = DataFolder.Default();
        foreach (var dataset in datasets.OfType<FetchableDataset>())
        {
            await RemoveDamagedAsync(dataset.Sources, data, terminal, stop);
            if (await DataPreparation.FetchAsync(dataset.Sources, terminal, stop) is not ExitCodes.Done and var failed)
            {
                return failed;
            }

            terminal.Out.WriteLine($"{dataset.Name} is complete in {Path.Combine(data.Path, dataset.Sources[0].Folder)}");
        }

        return ExitCodes.Done;
    }

    private static async Task RemoveDamagedAsync(
        IReadOnlyList<DataSource> sources, DataFolder data, Terminal terminal, CancellationToken stop)
    {
        foreach (var source in sources)
        {
            if (await data.DigestAsync(source, stop) is { } found && found != source.Sha256)
            {
                terminal.Out.WriteLine($"{source.Name} is damaged and is fetched again");
                File.Delete(source.PathIn(data.Path));
            }
        }
    }
}
