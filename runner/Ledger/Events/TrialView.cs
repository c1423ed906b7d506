using ExperimentRunner.Components.Events;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Ledger.Events;

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

    /// <summary>
    /// What files of a trial lack that its journal tells of, or null when they have it. Lines that are damaged are found by reading.
    /// </summary>
    /// <param name="folder">The trial's folder.</param>
    /// <param name="trial">The trial.</param>
    public static string? Lacks(TrialFolder folder, TrialState trial) =>
        Segments(trial).Select(segment => Lacks(folder.Attempt(segment.Attempt).EventsFile, segment.End, trial.Attempt(segment.Attempt))).FirstOrDefault(lack => lack is not null);

    private static string? Lacks(string file, long? end, AttemptState attempt) => (RegularFile.SizeOf(file) ?? 0) switch
    {
        var size when size < end => FormattableString.Invariant($"{file} is damaged: it has {size} of the {end} bytes from which training went on"),
        0 when end is null && attempt.Ended is { Step: > 0 and var step } => FormattableString.Invariant($"{file} is damaged: it holds nothing of {step} steps"),
        _ => null,
    };

    /// <summary>Reads the events that have been added since the last time; the first time, all of them.</summary>
    public IReadOnlyList<TrainingEvent> ReadNew() => [.. ReadInParts().SelectMany(part => part)];

    /// <summary>The same in parts, so that a long training is never in memory whole.</summary>
    public IEnumerable<IReadOnlyList<TrainingEvent>> ReadInParts() => readers.SelectMany(reader => reader.ReadInParts());
}
