using ExperimentRunner.Launching;

namespace ExperimentRunner.Sweeps;

/// <summary>A trial that a sweep may run.</summary>
/// <param name="Values">What it changes, in one line: <c>optimizer.lr=0.01 train.seed=2</c>.</param>
/// <param name="Experiment">What it trains.</param>
public sealed record PlannedTrial(string Values, LoadedExperiment Experiment);
