using System.CommandLine;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary><c>logs</c>: shows what the worker of a run printed.</summary>
internal static class LogsVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on while the run lasts." };
        var runs = Arguments.Runs();
        var command = new Command("logs", "Show what the worker of a run printed.") { trial, follow, runs };
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

        var folder = new TrialFolder(trial.Folder);
        if (trial.Attempts == 0 || !File.Exists(folder.Attempt(trial.Attempts).LogFile))
        {
            return terminal.Refuse($"{trial.Name}/{trial.Trial} has no log yet");
        }

        using var log = new StreamReader(new FileStream(folder.Attempt(trial.Attempts).LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        bool isRunning;
        do
        {
            isRunning = follow && folder.Lease.IsHeld();
            await terminal.Out.WriteAsync(await log.ReadToEndAsync(stop));
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
