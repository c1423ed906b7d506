using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Sweeps.Slots;

namespace ExperimentRunner.Sweeps;

/// <summary>What a sweep is told.</summary>
/// <param name="Plan">What it is to do.</param>
/// <param name="Slots">Where its trials run.</param>
/// <param name="Runs">Where runs are kept.</param>
/// <param name="IsFresh">Whether no trial of before counts.</param>
internal sealed record SweepOrder(SweepPlan Plan, SlotPlan Slots, RunsFolder Runs, bool IsFresh)
{
    /// <summary>The folder of the sweep's name.</summary>
    public ExperimentFolder Home => Runs.Experiment(Plan.Name);
}
