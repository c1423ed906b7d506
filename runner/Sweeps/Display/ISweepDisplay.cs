using ExperimentRunner.Ledger;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps.Scheduling;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>What a person sees while a sweep runs.</summary>
internal interface ISweepDisplay : ITrialObserver, INotices
{
    /// <summary>The sweep begins.</summary>
    void Begin(SweepScheduler scheduler);

    /// <summary>Everything has left its slot.</summary>
    void End();
}
