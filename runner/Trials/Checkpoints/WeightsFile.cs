using ExperimentRunner.Components;
using ExperimentRunner.Components.Methods;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials.Checkpoints;

/// <summary>Finds the files that <c>init:</c> names: a file stands for itself, and a run for the best checkpoint that it has.</summary>
internal static class WeightsFile
{
    private const string Runs = "runs";

    /// <summary>The experiment with the absolute path of each file in its place.</summary>
    /// <exception cref="RunnerException">There is no such file or run, or the run has no such network.</exception>
    internal static Experiment Find(Experiment experiment) => experiment.Init is null ? experiment : experiment with { Init = Find(experiment.Init) };

    private static InitSettings Find(InitSettings init) => init with
    {
        From = init.From is { } from ? Path.GetFullPath(File.Exists(from) ? from : InRun(from, init.Network)) : null,
        Models = init.Models.ToDictionary(model => model.Key, model => Find(model.Value)),
    };

    private static string InRun(string wanted, string network)
    {
        var folder = RunsFolder.At(Runs);
        var (found, problem) = Directory.Exists(folder.Path)
            ? new TrialFinder(new RunIndex(folder, warn: _ => { }).Trials()).Find(wanted) // whoever lists runs is warned of damaged ones
            : (null, $"there is no folder {folder.Path}");
        if (found is null)
        {
            throw new RunnerException($"init.from: '{wanted}' is neither a file nor a run: {problem}");
        }

        var run = folder.Experiment(found.Name);
        var checkpoint = BestCheckpoint.Find(run.Trial(found.Trial), new JournalFile(run.JournalFile).Read().Find(found.Trial)!);
        var file = Path.Combine(checkpoint, $"{network}.safetensors");
        return File.Exists(file) ? file : throw new RunnerException($"init.network: {checkpoint} has no network '{network}'; it has "
            + string.Join(", ", Directory.GetFiles(checkpoint, "*.safetensors").Select(Path.GetFileNameWithoutExtension).Where(name => name != "random")));
    }
}
