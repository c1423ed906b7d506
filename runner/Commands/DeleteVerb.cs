using System.CommandLine;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>delete</c>: gives up the files of a run, checkpoints and all.</summary>
internal static class DeleteVerb
{
    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var yes = new Option<bool>("--yes", "-y") { Description = "Delete without asking." };
        var runs = Arguments.Runs();
        var command = new Command("delete", "Delete the files of a run, including its checkpoints. Asks first.") { trial, yes, runs };
        command.SetAction(parsed => Delete(parsed.GetRequiredValue(trial), parsed.GetValue(yes), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static int Delete(string wanted, bool isSure, string runs, Terminal terminal)
    {
        if (TrialLookup.Find(wanted, runs, terminal) is not { } entry)
        {
            return ExitCodes.Invalid;
        }

        var folder = RunsFolder.At(runs);
        var size = Measure.Bytes(TrialDeletion.BytesOf(new TrialFolder(entry.Folder)));
        if (!isSure && !terminal.IsInteractive)
        {
            return terminal.Refuse($"this deletes {entry.Folder} ({size}); confirm it with --yes");
        }

        if (!isSure && !terminal.Confirm($"delete {entry.Folder} ({size})?"))
        {
            terminal.Out.WriteLine("nothing is deleted");
            return ExitCodes.Done;
        }

        new TrialDeletion(folder, TimeProvider.System).Delete(folder.Experiment(entry.Name), entry.Trial);
        terminal.Out.WriteLine($"{entry.Name}/{entry.Trial} is deleted: {size}");
        return ExitCodes.Done;
    }
}
