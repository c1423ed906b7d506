using System.CommandLine;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Syncing;
using MLflow.Client;

namespace ExperimentRunner.Commands;

/// <summary>
/// <c>sync</c>: brings runs to an MLflow server, whoever ran them and whatever it has of them already; or makes the files in <c>mlruns/</c>
/// again.
/// </summary>
internal static class SyncVerb
{
    private const string Files = "mlruns";

    internal static Command Create(Terminal terminal)
    {
        var trial = new Argument<string?>("RUN") { Description = "The folder of a run, the start of its id, or a name, which means the newest run of that name, or all trials of a sweep. All runs when left out.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--to") { HelpName = "URI", Description = $"The address of the server, or '{Files}' for the folder of that name beside the runs. When left out: {SyncTarget.Variable}." };
        var runs = Arguments.Runs();
        var command = new Command("sync", "Send runs to an MLflow server, or write the files in mlruns/ again. What a server already has is not sent again.") { trial, to, runs };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(trial), parsed.GetValue(to), parsed.GetRequiredValue(runs), terminal, cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? wanted, string? to, string runs, Terminal terminal, CancellationToken cancellation) =>
        MeansFiles(to, runs) ? Task.FromResult(MakeFiles(wanted, runs, terminal)) : SendAsync(wanted, to, runs, terminal, cancellation);

    private static async Task<int> SendAsync(string? wanted, string? to, string runs, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return (to is null ? SyncTarget.OfEnvironment() : SyncTarget.At(to)) is { } server
                ? await SendAsync(wanted, server, runs, terminal, cancellation)
                : terminal.Refuse($"there is no server to bring runs to: name one with --to http://HOST:PORT or in {SyncTarget.Variable}; --to {Files} makes the files in {Files}/ again");
        }
        catch (MlflowException failure)
        {
            terminal.Refuse($"{failure.Message.TrimEnd('.')}; what has been sent stays there, and the same command sends the rest");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> SendAsync(
        string? wanted, MlflowOptions server, string runs, Terminal terminal, CancellationToken cancellation)
    {
        if (Wanted(wanted, runs, terminal) is not { } trials)
        {
            return ExitCodes.Invalid;
        }

        using var client = new MlflowClient(server with { MaxRetries = 0 }, TimeProvider.System); // the whole step is tried again
        var bring = new SyncOnce(client, server.MaxRetries, terminal);
        foreach (var trial in trials)
        {
            await bring.SendAsync(trial, cancellation);
        }

        return bring.IsWhole ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static bool MeansFiles(string? to, string runs) =>
        to is Files || (to is { Length: > 0 } && Path.TrimEndingDirectorySeparator(Path.GetFullPath(to)) == RunsFolder.At(runs).MlrunsFolder);

    private static int MakeFiles(string? wanted, string runs, Terminal terminal) => Wanted(wanted, runs, terminal) switch
    {
        null => ExitCodes.Invalid,
        var trials => new MlrunsOnce(terminal).Make(trials) ? ExitCodes.Done : ExitCodes.Failed,
    };

    private static IReadOnlyList<SyncedTrial>? Wanted(string? wanted, string runs, Terminal terminal)
    {
        if (wanted is null)
        {
            return Arguments.ExistingRuns(runs, terminal) is { } all
                ? [.. SyncBacklog.All(all, terminal.Warn).Select(trial => trial.Trial)]
                : null;
        }

        if (SweepLookup.TrialsOf(wanted, runs) is { } sweep)
        {
            return sweep;
        }

        return TrialLookup.Find(wanted, runs, terminal) is { } entry && RunsFolder.At(runs) is var folder
            ? [new SyncedTrial(folder, folder.Experiment(entry.Name), entry.Trial, new JournalFile(folder.Experiment(entry.Name).JournalFile))]
            : null;
    }
}
