using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Projections;
using ExperimentRunner.Trials.Checkpoints;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>A folder with a small config, its runs and its <c>mlruns/</c>.</summary>
internal sealed class Workplace : IDisposable
{
    internal const string Config = "small.yaml";

    /// <summary>Makes the training take seconds: a busy machine still finds it in the middle, and its end can be waited for.</summary>
    internal static readonly string[] TakesSeconds = ["train.duration=30000it", "train.log_every=100it", "train.evaluate_every=1000it", "train.checkpoint.every=1000it"];

    private readonly TemporaryFolder folder = new();

    internal Workplace(string extra = "") => File.WriteAllText(System.IO.Path.Combine(folder.Path, Config), $$"""
        dataset: digits
        split: {validation: 0.1, test: 0.2}
        model: {type: mlp, widths: [32], dropout: 0.1}
        optimizer: {type: sgd, lr: 0.05, momentum: 0.9}
        loss: cross_entropy
        metrics: [accuracy]
        train:
          duration: 240it
          batch_size: 32
          seed: 3
          threads: 1
          device: cpu
          log_every: 3it
          evaluate_every: 40it
          checkpoint: {every: 20it}
        {{extra}}
        """);

    internal string Path => folder.Path;

    internal RunsFolder Runs => RunsFolder.At(System.IO.Path.Combine(Path, "runs"));

    internal JournalState Journal => new JournalFile(Runs.Experiment("small").JournalFile).Read();

    internal IReadOnlyList<StrictFileStore.Run> MlflowRuns => new StrictFileStore(Runs.MlrunsFolder).Runs();

    internal IReadOnlyList<StrictFileStore.Model> MlflowModels => new StrictFileStore(Runs.MlrunsFolder).Models();

    internal TrialFolder Trial(int index = 0) => Runs.Experiment("small").Trial(Journal.Trials[index].Trial);

    internal ExperimentProcess Start(params string[] arguments) => ExperimentProcess.Start(Path, new Dictionary<string, string>(), arguments);

    internal Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => ExperimentProcess.RunAsync(Path, arguments);

    /// <summary>The final weights, by the last attempt.</summary>
    internal byte[] Weights()
    {
        var checkpoints = Trial().Attempt(Journal.Trials[0].Attempts.Count).CheckpointsFolder;
        return File.ReadAllBytes(System.IO.Path.Combine(checkpoints, new CheckpointFolder(checkpoints).List()[0], "model.safetensors"));
    }

    /// <summary>The weights of the best checkpoint.</summary>
    internal byte[] BestWeights() => File.ReadAllBytes(System.IO.Path.Combine(BestCheckpoint.Find(Trial(), Journal.Trials[0]), "model.safetensors"));

    public void Dispose() => folder.Dispose();
}
