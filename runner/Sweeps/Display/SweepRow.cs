using ExperimentRunner.Sweeps.Scheduling;
using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>A point of a sweep among the others: its trials differ in their seeds alone.</summary>
/// <param name="Trials">Its trials, in order.</param>
/// <param name="Lead">The trial that stands for it: the best of them.</param>
/// <param name="Objective">The mean of the objective and how well it is known; null where no trial has one.</param>
/// <param name="IsWhole">Whether every one of its trials counts in that mean; a point that fewer seeds have measured ranks below those.</param>
public sealed record SweepRow(IReadOnlyList<SweepTrial> Trials, SweepTrial Lead, Interval? Objective, bool IsWhole)
{
    private const string Seed = " train.seed=";

    /// <summary>What its trials change, in one line; without the seed where that is all in which they differ.</summary>
    public string Values => Trials.Count == 1 ? Lead.Asked.Values : WithoutSeed(Lead);

    /// <summary>What a trial changes, in one line, without its seed.</summary>
    internal static string WithoutSeed(SweepTrial trial) =>
        trial.Asked.Values.LastIndexOf(Seed, StringComparison.Ordinal) is >= 0 and var end ? trial.Asked.Values[..end] : trial.Asked.Values;
}
