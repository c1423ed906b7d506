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
        if (trial.LastAttempt is not { } last)
        {
            return [];
        }

        return [.. last.Started.ResumesFrom is { } resume ? SegmentsUpTo(trial, resume).Select(segment => (segment.Attempt, (long?)segment.End)) : [], (last.Number, null)];
    }

    /// <summary>Which part of which attempt counts up to a checkpoint, in order; ends are in bytes.</summary>
    internal static IReadOnlyList<(int Attempt, long End)> SegmentsUpTo(TrialState trial, ResumePoint point)
    {
        var segments = new List<(int, long)>();
        for (var next = point; next is not null; next = trial.Attempt(next.Attempt).Started.ResumesFrom)
        {
            segments.Add((next.Attempt, next.Events));
        }

        segments.Reverse();
        return segments;
    }

    /// <summary>What is wrong with the events that a trial would go on from, or null when they are whole.</summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="point">Where it would go on.</param>
    public static string? Problem(TrialFolder folder, TrialState trial, ResumePoint point)
    {
        var parts = SegmentsUpTo(trial, point).Select(segment => new EventReader(folder.Attempt(segment.Attempt).EventsFile, segment.End)).ToArray();
        try
        {
            foreach (var reader in parts)
            {
                reader.ReadNew();
            }
        }
        catch (InvalidDataException failure)
        {
            return failure.Message;
        }

        return parts.FirstOrDefault(reader => reader.Missing > 0) is { } torn
            ? FormattableString.Invariant($"{torn.Path} lacks its last {torn.Missing} bytes before that checkpoint")
            : null;
    }

    /// <summary>Reads the events that have been added since the last time; the first time, all of them.</summary>
    public IReadOnlyList<TrainingEvent> ReadNew() => [.. ReadInParts().SelectMany(part => part)];

    /// <summary>The same in parts, so that a long training is never in memory whole.</summary>
    public IEnumerable<IReadOnlyList<TrainingEvent>> ReadInParts()
    {
        foreach (var reader in readers)
        {
            for (var part = new List<TrainingEvent>(); reader.ReadSome(part); part = [])
            {
                yield return part;
            }
        }
    }
}
