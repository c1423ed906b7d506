namespace ExperimentRunner.Sweeps.Scheduling;

/// <summary>The trials that a search has asked for and that wait for a slot; what the sweep has had already is passed over.</summary>
/// <param name="plan">What the sweep is to do.</param>
internal sealed class Candidates(SweepPlan plan)
{
    private const int LargestRefusal = 10_000;

    private readonly Queue<Candidate> waiting = new();
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);

    /// <summary>Whether the search has no more points.</summary>
    internal bool IsExhausted { get; private set; }

    /// <summary>Why the search ended before its budget, or null.</summary>
    internal string? Reason { get; private set; }

    /// <summary>The sweep has a trial of this identity.</summary>
    internal void Exclude(string identity) => identities.Add(identity);

    /// <summary>The next one, asked for where none waits; null where there are no more.</summary>
    internal Candidate? Next(SweepState state)
    {
        if (waiting.Count == 0 && !IsExhausted)
        {
            Ask(state);
        }

        return waiting.TryDequeue(out var next) ? next : null;
    }

    /// <summary>Adds the trials of a point that the sweep has not had yet.</summary>
    internal void Add(AskedPoint point, IReadOnlyList<PlannedTrial> trials)
    {
        var fresh = Enumerable.Range(0, trials.Count).Where(member => identities.Add(trials[member].Experiment.Identity)).ToArray();
        foreach (var member in fresh)
        {
            waiting.Enqueue(new Candidate(point.Number, member, point.Members.Count + fresh.Length, trials[member]));
        }
    }

    /// <summary>Asks until a point has trials that the sweep has not had yet.</summary>
    private void Ask(SweepState state)
    {
        for (var refused = 0; refused < LargestRefusal; refused++)
        {
            if (state.Ask() is not { } point)
            {
                IsExhausted = true;
                return;
            }

            var trials = plan.TrialsOf(point.Point);
            if (trials.Any(trial => !identities.Contains(trial.Experiment.Identity)))
            {
                Add(point, trials);
                return;
            }

            state.Refuse(point);
        }

        IsExhausted = true;
        Reason = $"the last {LargestRefusal} points that the search asked for were tried before or break a constraint: the space has no more";
    }
}

/// <summary>A trial that was asked for and waits.</summary>
/// <param name="Point">The number of its point.</param>
/// <param name="Member">Its number among the trials of the point.</param>
/// <param name="Members">How many trials the point has.</param>
/// <param name="Trial">What it trains.</param>
internal sealed record Candidate(int Point, int Member, int Members, PlannedTrial Trial);
