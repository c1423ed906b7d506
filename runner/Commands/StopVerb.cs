using System.CommandLine;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary><c>stop</c>: asks the runner of a run, or of a sweep, to save a checkpoint and end.</summary>
internal static class StopVerb
{
    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var runs = Arguments.Runs();
        var command = new Command("stop", "Ask a run, or a whole sweep by its name, to save a checkpoint and end.") { trial, runs };
        command.SetAction(parsed => Stop(parsed.GetRequiredValue(trial), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static int Stop(string wanted, string runs, Terminal terminal)
    {
        if (SweepLookup.Find(wanted, runs) is { } sweep)
        {
            Containment.RequireTree(sweep.Path, sweep.Runs.Path);
            AtomicFile.Write(sweep.SweepStopFile, "");
            terminal.Out.WriteLine($"asked the sweep {sweep.Name} to save checkpoints and end");
            return ExitCodes.Done;
        }

        if (TrialLookup.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        if (trial.Status != TrialStatus.Running)
        {
            return terminal.Refuse($"{trial.Name}/{trial.Trial} is not running");
        }

        var folder = new TrialFolder(trial.Folder);
        Containment.RequireTree(folder.Path, RunsFolder.At(runs).Path);
        AtomicFile.Write(folder.StopFile, "");
        terminal.Out.WriteLine($"asked {trial.Name}/{trial.Trial} to save a checkpoint and end");
        return ExitCodes.Done;
    }
}
