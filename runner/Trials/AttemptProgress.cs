using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Trials;

/// <summary>What an attempt's events say so far; passes them on.</summary>
public sealed class AttemptProgress
{
    private readonly LastScalars scalars = new();
    private readonly IReadOnlyList<IAttemptObserver> observers;
    private TrainingEnded? report;

    /// <summary>Starts from the trial's view so far.</summary>
    /// <param name="history">The view so far.</param>
    /// <param name="observers">Whom to tell, in order.</param>
    public AttemptProgress(IReadOnlyList<TrainingEvent> history, IReadOnlyList<IAttemptObserver> observers)
    {
        Take(history);
        this.observers = observers;
    }

    /// <summary>The end that the worker reported in its event file, or null.</summary>
    public EndedMessage? Report =>
        report is null ? null : new EndedMessage(report.Outcome, report.Reason, report.BestStep) { StepSeconds = report.StepSeconds };

    /// <summary>Takes events in and passes them on.</summary>
    public void Add(IReadOnlyList<TrainingEvent> events)
    {
        Take(events);
        foreach (var observer in observers)
        {
            observer.Observe(events);
        }
    }

    /// <summary>The end of the attempt, for the journal.</summary>
    public AttemptEnded Ended(DateTimeOffset time, AttemptStarted started, EndedMessage end, int? exitCode = null) => new(
        time, started.Trial, started.Attempt, end.Outcome, exitCode, end.Reason, scalars.Step, end.BestStep,
        new Dictionary<string, double>(scalars.Values, StringComparer.Ordinal))
    {
        StepSeconds = end.StepSeconds,
    };

    private void Take(IReadOnlyList<TrainingEvent> events)
    {
        foreach (var trainingEvent in events)
        {
            scalars.Add(trainingEvent);
            switch (trainingEvent)
            {
                case TrainingStarted:
                    report = null;
                    break;
                case TrainingEnded ended:
                    report = ended;
                    break;
            }
        }
    }
}
