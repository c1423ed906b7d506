using System.CommandLine;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>export</c>: writes the weights and the config of a run into a folder of their own.</summary>
internal static class ExportVerb
{
    private const string Weights = "model.safetensors";

    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var folder = new Argument<string?>("FOLDER") { Description = "Where to; never over one that exists. The run's name when left out.", Arity = ArgumentArity.ZeroOrOne };
        var runs = Arguments.Runs();
        var command = new Command("export", "Write the best weights of a run, as safetensors, and its config.") { trial, folder, runs };
        command.SetAction(parsed => Export(parsed.GetRequiredValue(trial), parsed.GetValue(folder), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static int Export(string wanted, string? named, string runs, Terminal terminal)
    {
        if (TrainedTrial.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        var folder = Path.TrimEndingDirectorySeparator(named ?? Path.GetFileName(trial.Folder.Path));
        if (Path.Exists(folder))
        {
            return terminal.Refuse($"{folder} exists; name another folder");
        }

        CheckpointReader.Open(trial.Checkpoint); // a damaged one must not leave the house
        if (!File.Exists(Path.Combine(trial.Checkpoint, Weights)))
        {
            return terminal.Refuse($"{trial.Checkpoint} has no {Weights}: its method keeps other parts, which can be copied from there");
        }

        // Written aside and renamed, so that a half-written export is none.
        var aside = $"{folder}.partial-{Environment.ProcessId}";
        Directory.CreateDirectory(aside);
        File.Copy(Path.Combine(trial.Checkpoint, Weights), Path.Combine(aside, Weights));
        File.Copy(trial.Folder.ConfigFile, Path.Combine(aside, Path.GetFileName(trial.Folder.ConfigFile)));
        Directory.Move(aside, folder);
        terminal.Out.WriteLine($"{folder}: {Weights} of {Path.GetFileName(trial.Checkpoint)}, config.yaml");
        return ExitCodes.Done;
    }
}
