using ExperimentRunner.Commands;
using ExperimentRunner.Components;

namespace ExperimentRunner.Ledger;

/// <summary>A trial that is being run.</summary>
public sealed record TrialContext
{
    /// <summary>The name that it is kept under.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of all runs.</summary>
    public required RunsFolder Runs { get; init; }

    /// <summary>What the journal says.</summary>
    public required TrialState State { get; init; }

    /// <summary>What it trains.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Its arguments by address, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; }

    /// <summary>Where it comes from.</summary>
    public required EnvironmentRecord Environment { get; init; }

    /// <summary>The sweep that it belongs to, or null.</summary>
    public SweepLink? Sweep => State.Sweep;

    /// <summary>Tells whether it is among the best of its sweep as of now; a run of its own is.</summary>
    public Func<bool> IsAmongBest { get; init; } = () => true;

    /// <summary>What it is called where runs of many names stand together: <c>quickstart 0001</c>.</summary>
    public string Title => $"{Name} {State.Trial.Split('-')[0]}";

    /// <summary>Its folder.</summary>
    public TrialFolder Folder => Runs.Experiment(Name).Trial(State.Trial);
}
