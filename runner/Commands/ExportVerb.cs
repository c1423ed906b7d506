using System.CommandLine;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Commands;

/// <summary><c>export</c>: writes the weights and the config of a run into a folder of their own.</summary>
internal static class ExportVerb
{
    private const string Weights = "model.safetensors";

    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Model();
        var folder = new Argument<string?>("FOLDER") { Description = "The folder to write to; an existing one is never overwritten. The name of the run when left out.", Arity = ArgumentArity.ZeroOrOne };
        var runs = Arguments.Runs();
        var command = new Command("export", "Write the best weights of a run as safetensors, together with its config.") { trial, folder, runs };
        command.SetAction((parsed, _) => ExportAsync(parsed.GetRequiredValue(trial), parsed.GetValue(folder), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static async Task<int> ExportAsync(string wanted, string? named, string runs, Terminal terminal)
    {
        if (TrainedTrial.Find(wanted, runs, terminal) is not { } trial || trial.Load(terminal) is null)
        {
            return ExitCodes.Invalid;
        }

        var folder = Path.TrimEndingDirectorySeparator(named ?? Path.GetFileName(trial.Folder.Path));
        return Path.Exists(folder)
            ? terminal.Refuse($"{folder} exists; name another folder")
            : await trial.WithCheckpointAsync(checkpoint => Task.FromResult(Export(checkpoint, trial.Folder.ConfigFile, folder, terminal)));
    }

    private static int Export(string checkpoint, string config, string folder, Terminal terminal)
    {
        CheckpointReader.Open(checkpoint); // a damaged one must not leave the house
        if (!File.Exists(Path.Combine(checkpoint, Weights)))
        {
            return terminal.Refuse($"{checkpoint} has no {Weights}: its method keeps other parts, which can be copied from there");
        }

        // Written aside and renamed, so that a half-written export is none.
        var aside = $"{folder}.partial-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(aside);
            RegularFile.Copy(Path.Combine(checkpoint, Weights), Path.Combine(aside, Weights));
            RegularFile.Copy(config, Path.Combine(aside, Path.GetFileName(config)));
            Directory.Move(aside, folder);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }

        terminal.Out.WriteLine($"{folder}: {Weights} of {Path.GetFileName(checkpoint)}, {Path.GetFileName(config)}");
        return ExitCodes.Done;
    }
}
