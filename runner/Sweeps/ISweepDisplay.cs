using ExperimentRunner.Launching;
using ExperimentRunner.Tracking;

namespace ExperimentRunner.Sweeps;

/// <summary>What a person sees while a sweep runs.</summary>
internal interface ISweepDisplay : ITrialObserver, INotices
{
    /// <summary>The sweep begins.</summary>
    void Begin(SweepScheduler scheduler);

    /// <summary>Everything has left its slot.</summary>
    void End();
}
