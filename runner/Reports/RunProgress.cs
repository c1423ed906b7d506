using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Reports;

/// <summary>Where training stands, for a display.</summary>
/// <param name="clock">The clock behind the time left.</param>
internal sealed class RunProgress(TimeProvider clock)
{
    private readonly LastScalars scalars = new();
    private long firstStep;
    private long start;

    /// <summary>Optimizer steps done.</summary>
    internal long Step { get; private set; }

    /// <summary>Optimizer steps in all, or 0 before training starts.</summary>
    internal long TotalSteps { get; private set; }

    /// <summary>Passes over the data done, or null.</summary>
    internal double? Epoch { get; private set; }

    /// <summary>Samples a second, or null before it is known.</summary>
    internal double? SamplesPerSecond { get; private set; }

    /// <summary>The last value of every scalar.</summary>
    internal IReadOnlyDictionary<string, double> Scalars => scalars.Values;

    /// <summary>How long the rest takes at this attempt's speed, or null before that is known.</summary>
    internal TimeSpan? Left => Step > firstStep
        ? clock.GetElapsedTime(start) * ((double)(TotalSteps - Step) / (Step - firstStep))
        : null;

    internal void Add(TrainingEvent trainingEvent)
    {
        scalars.Add(trainingEvent);
        switch (trainingEvent)
        {
            case TrainingStarted started:
                (firstStep, Step, TotalSteps, start) = (started.Step, started.Step, started.TotalSteps, clock.GetTimestamp());
                SamplesPerSecond = null; // that of an earlier attempt
                break;
            case ScalarsLogged logged:
                (Step, Epoch) = (logged.Step, logged.Epoch);
                SamplesPerSecond = logged.SamplesPerSecond ?? SamplesPerSecond;
                break;
        }
    }
}
