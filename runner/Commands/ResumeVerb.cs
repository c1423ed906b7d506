using System.CommandLine;
using ExperimentRunner.Experiments;
using ExperimentRunner.Hosting;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Commands;

/// <summary><c>resume</c>: goes on with one run, with the config that it has.</summary>
internal static class ResumeVerb
{
    internal static Command Create(Terminal terminal)
    {
        var trial = Arguments.Trial();
        var runs = Arguments.Runs();
        var command = new Command("resume", "Continue a run from its last checkpoint.") { trial, runs };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(trial), parsed.GetRequiredValue(runs), terminal));
        return command;
    }

    private static async Task<int> RunAsync(string wanted, string runs, Terminal terminal)
    {
        if (TrialLookup.Find(wanted, runs, terminal) is not { } trial)
        {
            return ExitCodes.Invalid;
        }

        if (trial.Status == TrialStatus.Finished)
        {
            return terminal.Refuse($"{trial.Name}/{trial.Trial} is finished; 'experiment run {ShellWord.Of(new TrialFolder(trial.Folder).ConfigFile)}' repeats it");
        }

        var path = new TrialFolder(trial.Folder).ConfigFile;
        if (ConfigReport.Load(path, [], terminal) is not { } config)
        {
            return ExitCodes.Invalid;
        }

        var experiment = ExperimentFiles.Describe(path, config).Under(trial.Name);
        TrainedConfig.RefuseOther(new TrialFolder(trial.Folder), trial.Identity, experiment);
        return await RunVerb.TrainAsync(experiment, RunsFolder.At(runs), trial.Trial, limit: null, terminal);
    }
}
