using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;
using ExperimentRunner.Ledger;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Projections;

/// <summary>How far a projection has taken in the ledger of a trial.</summary>
internal record LedgerCursor
{
    /// <summary>The attempt whose beginning is shown; 0 before the first.</summary>
    public int Begun { get; init; }

    /// <summary>How far the events were read.</summary>
    public LedgerPosition Events { get; init; } = LedgerPosition.Start;

    /// <summary>How far the samples of the machine were read.</summary>
    public LedgerPosition Machine { get; init; } = LedgerPosition.Start;

    /// <summary>How many samples of the machine there were.</summary>
    public long MachineSamples { get; init; }

    /// <summary>The last step of everything that has steps, by name: what a later attempt does again is not shown again.</summary>
    public IReadOnlyDictionary<string, long> Steps { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The attempt whose end is shown; 0 before the first.</summary>
    public int Ended { get; init; }

    /// <summary>Whether its numbers can be what was kept: a file may have been changed by anybody.</summary>
    [JsonIgnore]
    public virtual bool IsSound => Events is { Attempt: >= 0, Position: >= 0 } && Machine is { Attempt: >= 0, Position: >= 0 } && MachineSamples >= 0;

    /// <summary>The next part of a trial's ledger; null where there is nothing new.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    internal LedgerPart? Read(TrialFolder folder, TrialState state)
    {
        var (events, behindEvents) = Events.Read(TrialView.Segments(state), attempt => folder.Attempt(attempt).EventsFile);
        var attempts = state.Attempts.Select(attempt => (attempt.Number, (long?)null)).ToArray();
        var (samples, behindSamples) = Machine.Read(attempts, attempt => folder.Attempt(attempt).SystemFile);
        return events.Count + samples.Count == 0 ? null
            : new LedgerPart(events, behindEvents, [.. samples.OfType<SystemSampled>()], behindSamples, MachineSamples);
    }

    /// <summary>The cursor behind a part.</summary>
    internal LedgerCursor Behind(LedgerPart part) =>
        this with { Events = part.BehindEvents, Machine = part.BehindSamples, MachineSamples = part.FirstSample + part.Samples.Count };

    /// <summary>Leaves out what has a step that was shown before.</summary>
    /// <param name="items">Things with steps, in order.</param>
    /// <param name="of">The name and the step of one.</param>
    /// <returns>The rest, and the last steps with it.</returns>
    internal (IReadOnlyList<T> Unseen, IReadOnlyDictionary<string, long> Steps) Sift<T>(IEnumerable<T> items, Func<T, (string Name, long Step)> of)
    {
        var steps = new Dictionary<string, long>(Steps, StringComparer.Ordinal);
        var unseen = new List<T>();
        foreach (var item in items)
        {
            var (name, step) = of(item);
            if (!steps.TryGetValue(name, out var last) || step > last)
            {
                steps[name] = step;
                unseen.Add(item);
            }
        }

        return (unseen, steps);
    }
}
