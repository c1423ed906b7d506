using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Mlruns;
using ExperimentRunner.Projections.Server;
using ExperimentRunner.Projections.TensorBoard;
using ExperimentRunner.Projections;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Reports;
using MLflow.Client;
using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary><c>sync</c>: shows runs in another place, whoever ran them and whatever stands there of them already.</summary>
internal static class SyncVerb
{
    private const string Files = "mlruns";
    private const string TensorBoard = "tensorboard";

    internal static Command Create(Terminal terminal)
    {
        var trial = new Argument<string?>("RUN") { Description = "The folder of a run, the start of its id, or a name, which means the newest run of that name, or all trials of a sweep. All runs when left out.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--to") { HelpName = "URI", Description = $"The address of the server, or '{Files}' for the folder of that name beside the runs, or '{TensorBoard}' for TensorBoard's files in the folders of the runs. When left out: {ServerAddress.Variable}." };
        var runs = Arguments.Runs();
        var command = new Command("sync", "Send runs to an MLflow server, or write the files in mlruns/ again. What a server already has is not sent again.") { trial, to, runs };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(trial), parsed.GetValue(to), parsed.GetRequiredValue(runs), terminal, cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? wanted, string? to, string runs, Terminal terminal, CancellationToken cancellation) =>
        MeansFiles(to, runs) ? Task.FromResult(MakeMlruns(wanted, runs, terminal))
        : to is TensorBoard ? Task.FromResult(Make(new TensorBoardPlace(SecretMask.OfThisProcess), wanted, runs, terminal, _ => { }))
        : SendAsync(wanted, to, runs, terminal, cancellation);

    private static async Task<int> SendAsync(string? wanted, string? to, string runs, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return (to is null ? ServerAddress.OfEnvironment() : ServerAddress.At(to)) is { } server
                ? await SendAsync(wanted, server, runs, terminal, cancellation)
                : terminal.Refuse($"there is no server to bring runs to: name one with --to http://HOST:PORT or in {ServerAddress.Variable}; --to {Files} makes the files in {Files}/ again");
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

    private static int MakeMlruns(string? wanted, string runs, Terminal terminal)
    {
        var place = new MlrunsPlace(SecretMask.OfThisProcess, TimeProvider.System);
        return Make(place, wanted, runs, terminal, place.EndSweep);
    }

    /// <summary>Shows trials in a place on this machine, and then the sweeps that they belong to.</summary>
    private static int Make(ILocalPlace place, string? wanted, string runs, Terminal terminal, Action<ExperimentFolder> endSweep)
    {
        if (Wanted(wanted, runs, terminal) is not { } trials)
        {
            return ExitCodes.Invalid;
        }

        var once = new LocalOnce(place, terminal);
        var isWhole = trials.Aggregate(true, (whole, trial) => once.Make(trial) && whole);
        foreach (var run in trials.Select(trial => trial.Run).Distinct().Where(run => !run.SweepLease.IsHeld()))
        {
            endSweep(run);
        }

        return isWhole ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static IReadOnlyList<LedgerTrial>? Wanted(string? wanted, string runs, Terminal terminal)
    {
        if (wanted is null)
        {
            return Arguments.ExistingRuns(runs, terminal) is { } all ? [.. LedgerTrial.All(all, terminal.Warn).Select(trial => trial.Trial)] : null;
        }

        if (SweepLookup.TrialsOf(wanted, runs) is { } sweep)
        {
            return sweep;
        }

        return TrialLookup.Find(wanted, runs, terminal) is { } entry && RunsFolder.At(runs).Experiment(entry.Name) is var run
            ? [new LedgerTrial(run, entry.Trial, new JournalFile(run.JournalFile))]
            : null;
    }
}
