using ExperimentRunner.Experiments;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Projections.Mlruns;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Reports;
using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary>Arguments and options that several verbs share.</summary>
internal static class Arguments
{
    /// <summary>What a shell does to a change that is not quoted.</summary>
    internal const string Quoting =
        "The shell takes brackets, braces, stars, dollars, quotes and blanks for its own: put single quotes around a change that has them, "
        + "as in 'model.widths=[8, 16]' or 'optimizer={type: adam, lr: 1e-3}'.";

    internal static Argument<string> Config() => new("CONFIG") { Description = "The YAML file." };

    internal static Argument<string[]> Overrides() => new("key=value")
    {
        Description = $"Changes to the file, such as optimizer.lr=0.1, model=mlp or metrics+=f1. {Quoting}",
        Arity = ArgumentArity.ZeroOrMore,
    };

    internal static Argument<string> Trial() =>
        new("RUN") { Description = "The folder of a run, the start of its id, or a name, which means the newest run of that name." };

    /// <summary>A run whose model is used.</summary>
    internal static Argument<string> Model() => new("RUN")
    {
        Description = "The folder of a run, the start of its id, or a name, which means the newest run of that name, or the best trial of a sweep.",
    };

    internal static Option<string> Runs() => new("--runs")
    {
        HelpName = "DIR",
        Description = $"The folder with all runs. When left out: {RunsFolder.Variable}, or else 'runs'.",
        DefaultValueFactory = _ => RunsFolder.Usual,
    };

    /// <summary>The folder of runs to read from; null when it is not there, after an error.</summary>
    internal static RunsFolder? ExistingRuns(string path, Terminal terminal)
    {
        var runs = WritableRuns(path);
        if (Directory.Exists(runs.Path))
        {
            MlrunsRepair.Run(runs); // a run whose runner was killed is shown as it is from the next command on
            return runs;
        }

        terminal.Refuse($"there is no folder {path}: nothing has been run there");
        return null;
    }

    /// <summary>The folder of runs to write to; it need not be there yet.</summary>
    /// <exception cref="RunnerException">A file stands in its place.</exception>
    internal static RunsFolder WritableRuns(string path)
    {
        var runs = RunsFolder.At(path);
        for (var above = runs.Path; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new RunnerException($"{above} is a file, and runs need a folder: name another with --runs");
            }
        }

        return runs;
    }

    internal static Option<string?> PluginsOf() =>
        new("--plugins-of") { HelpName = "CONFIG", Description = "Include the plug-ins of this config." };

    /// <summary>
    /// The product's components with those of a config's plug-ins, whatever else is wrong with it; null where they cannot be known, after
    /// an error.
    /// </summary>
    internal static ComponentRegistry? Registry(string? pluginsOf, Terminal terminal)
    {
        if (pluginsOf is null)
        {
            return ExperimentFiles.Registry;
        }

        var config = ExperimentFiles.Load(pluginsOf, []);
        if (config.Tree is not null)
        {
            return config.Registry;
        }

        ConfigReport.Show(config, terminal, owner: null);
        return null;
    }

    internal static Option<bool> Json() => new("--json") { Description = "Write JSON instead of a table." };
}
