using System.CommandLine;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Data;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>data verify</c>: computes the checksums of what has been fetched, or of one data set, which must then be complete.</summary>
internal static class DataVerifyVerb
{
    internal static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Description = "Only this data set, such as mnist.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify", "Verify the checksums of fetched data sets. A damaged or missing file is an error.") { name };
        command.SetAction((parsed, stop) => VerifyAsync(parsed.GetValue(name), terminal, stop));
        return command;
    }

    private static async Task<int> VerifyAsync(string? name, Terminal terminal, CancellationToken stop)
    {
        var datasets = name is null ? FetchableDataset.All() : FetchableDataset.Find(name, terminal) is { } found ? [found] : [];
        if (datasets.Count == 0)
        {
            return ExitCodes.Invalid;
        }

        var data = DataFolder.Default();
        var isSound = true;
        foreach (var dataset in datasets.Where(dataset => name is not null || dataset.Sources.Any(source => File.Exists(source.PathIn(data.Path)))))
        {
            foreach (var source in dataset.Sources)
            {
                isSound &= await IsSoundAsync(dataset, source, data, terminal, stop);
            }
        }

        return isSound ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<bool> IsSoundAsync(
        FetchableDataset dataset, DataSource source, DataFolder data, Terminal terminal, CancellationToken stop)
    {
        var digest = await data.DigestAsync(source, stop);
        var problem = digest is null
            ? "is not there"
            : digest == source.Sha256 ? null : $"is damaged: it has SHA-256 {digest}, expected {source.Sha256}";
        terminal.Out.WriteLine($"{source.Name} {problem ?? "is right"}{(problem is null ? "" : $"; 'experiment data fetch {dataset.Name}' fetches it")}");
        return problem is null;
    }
}
