using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps;

/// <summary>A trial that a sweep may run.</summary>
/// <param name="Assignment">What it changes.</param>
/// <param name="Experiment">What it trains.</param>
public sealed record PlannedTrial(Assignment Assignment, LoadedExperiment Experiment)
{
    /// <summary>Whether it is bound only to find mistakes, such as a corner of the space: the sweep as it is does not run it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>What it changes, in one line: <c>optimizer.lr=0.01 train.seed=2</c>.</summary>
    public string Values => Assignment.Text;

    /// <summary>Where the first thing that it changes is written, or null.</summary>
    public SourceSpan? Span => Assignment.Changes is [var first, ..] ? first.Patch.Span : null;
}
