using ExperimentRunner.Components.Events;
using ExperimentRunner.Tracking.Journal;

namespace ExperimentRunner.Tracking.Events;

/// <summary>
/// The events of a trial as if nothing had ever interrupted it: each attempt's up to the checkpoint from which its successor
/// went on. What was done and lost, and then done again, appears once.
/// </summary>
public sealed class TrialView
{
    private readonly EventReader[] readers;

    /// <summary>Opens the view of a trial.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="trial">The trial. Its last attempt may still run.</param>
    public TrialView(TrialFolder folder, TrialState trial) =>
        readers = [.. Segments(trial).Select(segment => new EventReader(folder.Attempt(segment.Attempt).EventsFile, segment.End))];

    /// <summary>Which part of which attempt counts, in order. The last one has no end.</summary>
    public static IReadOnlyList<(int Attempt, long? End)> Segments(TrialState trial)
    {
        var segments = new List<(int, long?)>();
        var (attempt, end) = (trial.LastAttempt, (long?)null);
        while (attempt is not null)
        {
            segments.Add((attempt.Number, end));
            end = attempt.Started.ResumesFrom?.Events;
            attempt = attempt.Started.ResumesFrom is { } resume ? trial.Attempts[resume.Attempt - 1] : null;
        }

        segments.Reverse();
        return segments;
    }

    /// <summary>Reads the events that have been added since the last time; the first time, all of them.</summary>
    public IReadOnlyList<TrainingEvent> ReadNew() => [.. readers.SelectMany(reader => reader.ReadNew())];
}
