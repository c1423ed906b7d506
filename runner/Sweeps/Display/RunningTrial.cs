using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Projections;
using ExperimentRunner.Reports;

namespace ExperimentRunner.Sweeps.Display;

/// <summary>What a display shows of a trial in a slot.</summary>
/// <param name="trial">The trial.</param>
/// <param name="metric">The objective's metric.</param>
/// <param name="clock">The clock.</param>
/// <param name="changed">Called after every change.</param>
internal sealed class RunningTrial(
    TrialContext trial, string metric, TimeProvider clock, Action<RunningTrial, bool> changed) : IAttemptObserver
{
    private readonly List<double> objectives = [];

    /// <summary>Its own name.</summary>
    internal string Name => trial.State.Trial;

    /// <summary>What it changes.</summary>
    internal string Values => trial.Sweep?.Values ?? "";

    /// <summary>How far it is.</summary>
    internal RunProgress Progress { get; } = new(clock);

    /// <summary>The objective at every evaluation.</summary>
    internal IReadOnlyList<double> Objectives => objectives;

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            Progress.Add(trainingEvent);
            if (trainingEvent is ScalarsLogged scalars && scalars.Values.TryGetValue(metric, out var objective))
            {
                objectives.Add(objective);
            }
        }

        changed(this, false);
    }

    /// <inheritdoc/>
    public void End(AttemptEnded ended) => changed(this, true);
}
