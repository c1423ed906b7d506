using System.CommandLine;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Reports;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Commands;

/// <summary><c>new</c>: writes a config to start from.</summary>
internal static class NewVerb
{
    private const string Starter = """
        # What to train. 'experiment list' lists the components, 'experiment describe NAME' explains one.
        dataset: digits
        split: {validation: 0.1, test: 0.2}
        model: {type: mlp, widths: [128]}
        optimizer: {type: sgd, lr: 0.1, momentum: 0.9}
        loss: cross_entropy
        metrics: [accuracy]
        train: {duration: 10ep, batch_size: 64, seed: 1}

        """;

    internal static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("FILE") { Description = "The file to write. An existing file is never overwritten.", DefaultValueFactory = _ => "experiment.yaml" };
        var command = new Command("new", "Write a config to start from, or a plug-in with 'new plugin NAME'.") { path, NewPluginVerb.Create(terminal) };
        command.SetAction(parsed => Write(parsed.GetRequiredValue(path), terminal));
        return command;
    }

    private static int Write(string path, Terminal terminal)
    {
        if (Path.Exists(path))
        {
            return terminal.Refuse($"{path} exists; name another file");
        }

        using (var writer = new StreamWriter(RegularFile.Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write })))
        {
            writer.Write(Starter);
        }

        terminal.Out.WriteLine($"{path} is written; train it: experiment run {ShellWord.Of(path)}");
        return ExitCodes.Done;
    }
}
