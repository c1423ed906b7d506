using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>A workplace whose config has a sweep.</summary>
internal sealed class SweepPlace(string sweep) : IDisposable
{
    internal Workplace Work { get; } = new(sweep);

    internal ExperimentFolder Run => Work.Runs.Experiment("small");

    internal string Results => File.ReadAllText(Run.SweepResultsFile);

    /// <summary>The results by the names of their columns.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, string>> Rows
    {
        get
        {
            var rows = Csv.Rows(Results);
            return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
        }
    }

    /// <summary>The results without what no other run of the sweep would repeat.</summary>
    internal string RepeatableResults => string.Join('\n', Rows.Select(row => string.Join(',', row.Where(cell => cell.Key != "seconds").Select(cell => cell.Value))));

    internal ExperimentProcess Start(params string[] extra) => Work.Start(["sweep", Workplace.Config, .. extra]);

    internal Task<(int ExitCode, string Output)> SweepAsync(params string[] extra) => Work.RunAsync(["sweep", Workplace.Config, .. extra]);

    /// <summary>The final weights of every trial, by the values that it changes.</summary>
    internal IReadOnlyDictionary<string, string> Weights() => Work.Journal.Trials.ToDictionary(trial => trial.Sweep?.Values ?? "", trial =>
    {
        var checkpoints = Run.Trial(trial.Trial).Attempt(trial.LastAttempt!.Number).CheckpointsFolder;
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            File.ReadAllBytes(Path.Combine(checkpoints, new CheckpointFolder(checkpoints).List()[0], "model.safetensors"))));
    });

    /// <summary>What every trial measured, by the values that it changes and by step.</summary>
    internal IReadOnlyDictionary<string, Dictionary<long, double>> Objectives(string metric) => Work.Journal.Trials.ToDictionary(
        trial => trial.Sweep?.Values ?? "",
        trial => new TrialView(Run.Trial(trial.Trial), trial).ReadNew().OfType<ScalarsLogged>().Where(scalars => scalars.Values.ContainsKey(metric))
            .ToDictionary(scalars => scalars.Step, scalars => scalars.Values[metric]));

    public void Dispose() => Work.Dispose();
}
