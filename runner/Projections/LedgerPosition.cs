using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Projections;

/// <summary>A place in the files of a trial's attempts.</summary>
/// <param name="Attempt">The attempt; 0 before the first.</param>
/// <param name="Position">How much of its file, in bytes.</param>
internal sealed record LedgerPosition(int Attempt, long Position)
{
    internal static readonly LedgerPosition Start = new(0, 0);

    /// <summary>Reads some more of a series of files.</summary>
    /// <param name="segments">Which part of which attempt's file counts, in order.</param>
    /// <param name="file">The file of an attempt.</param>
    /// <returns>The events and the place behind them; no events when there is nothing new.</returns>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    internal (IReadOnlyList<TrainingEvent> Events, LedgerPosition Behind) Read(
        IReadOnlyList<(int Attempt, long? End)> segments, Func<int, string> file)
    {
        var events = new List<TrainingEvent>();
        foreach (var (attempt, end) in segments.Where(segment => segment.Attempt >= Attempt))
        {
            var start = attempt == Attempt ? Position : 0;
            if (start >= end)
            {
                continue; // what was read beyond was done again: its successor tells it
            }

            var reader = new EventReader(file(attempt), end, start);
            if (reader.ReadSome(events))
            {
                return (events, new LedgerPosition(attempt, reader.Position));
            }
        }

        return (events, this);
    }
}
