using ExperimentRunner.Commands;
using ExperimentRunner.Experiments;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>Tells which trials of a sweep do the same work a step: one stands for all of them.</summary>
/// <param name="plan">The sweep.</param>
internal sealed class StepWork(SweepPlan plan)
{
    /// <summary>What a step does not depend on.</summary>
    private static readonly string[] Weightless = ["schedule", "callbacks", "plugins", "train"];

    private static readonly string[] Weighty = ["train.batch_size", "train.accumulate", "train.device", "train.threads"];

    private readonly HashSet<string> continuous = [.. plan.Dimensions.Where(dimension => dimension.Range.Count is null).Select(dimension => dimension.Address.ToString())];

    /// <summary>What decides on the work of a step: no figure of the optimizer, no seed, and nothing of a continuous range.</summary>
    internal string Of(LoadedExperiment trial) =>
        string.Join('\n', trial.Arguments.Where(argument => Matters(argument.Key)).Select(argument => $"{argument.Key}={argument.Value}"));

    private bool Matters(string argument) => !continuous.Contains(argument)
        && (Weighty.Contains(argument) || (!Weightless.Contains(argument.Split('.')[0]) && !argument.StartsWith("optimizer.", StringComparison.Ordinal)));
}
