using ExperimentRunner.Verification;

namespace ExperimentRunner.Sweeps;

/// <summary>A point of a sweep among the others: its trials differ in their seeds alone.</summary>
/// <param name="Trials">Its trials, in order.</param>
/// <param name="Objective">The mean of the objective and how well it is known; null where no trial has one.</param>
internal sealed record SweepRow(IReadOnlyList<SweepTrial> Trials, Interval? Objective)
{
    private const string Seed = " train.seed=";

    /// <summary>What its trials change, in one line; without the seed where that is all in which they differ.</summary>
    internal string Values => Trials.Count == 1 ? Trials[0].Asked.Values
        : Trials[0].Asked.Values.LastIndexOf(Seed, StringComparison.Ordinal) is >= 0 and var end ? Trials[0].Asked.Values[..end] : Trials[0].Asked.Values;
}
