using System.CommandLine;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>logs</c>: shows how a run went, and what its worker printed.</summary>
internal static class LogsVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var follow = new Option<bool>("--follow", "-f") { Description = "Keep printing until the run ends." };
        var runs = Arguments.Runs();
        var command = new Command("logs", "Show how a run went, evaluation by evaluation, and what its worker printed.") { trial, follow, runs };
        command.SetAction((parsed, stop) => ShowAsync(
            parsed.GetRequiredValue(trial), parsed.GetValue(follow), parsed.GetRequiredValue(runs), terminal, stop));
        return command;
    }

    private static async Task<int> ShowAsync(string wanted, bool follow, string runs, Terminal terminal, CancellationToken stop)
    {
        if (TrialLookup.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        if (trial.Attempts == 0)
        {
            return terminal.Refuse($"{trial.Name}/{trial.Trial} has not begun yet");
        }

        var log = new TrialLog(RunsFolder.At(runs).Experiment(trial.Name), trial.Trial, terminal);
        bool isRunning;
        do
        {
            isRunning = follow && new TrialFolder(trial.Folder).Lease.IsHeld();
            log.WriteNew();
            await terminal.Out.FlushAsync(stop);
            if (isRunning)
            {
                await Task.Delay(Pause, stop);
            }
        }
        while (isRunning);
        return ExitCodes.Done;
    }
}
