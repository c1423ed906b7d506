using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Sweeps;

/// <summary>A trial that a sweep may run.</summary>
/// <param name="Values">What it changes, in one line: <c>optimizer.lr=0.01 train.seed=2</c>.</param>
/// <param name="Experiment">What it trains.</param>
/// <param name="Span">Where what it changes is written, or null.</param>
public sealed record PlannedTrial(string Values, LoadedExperiment Experiment, SourceSpan? Span = null);
