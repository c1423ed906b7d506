using ExperimentRunner.Components;
using ExperimentRunner.Components.Claims;
using ExperimentRunner.Experiments;

namespace ExperimentRunner.Verification;

/// <summary>A config with claims, and the trials that measure them.</summary>
/// <param name="Path">The file, relative to the current folder where it lies below it.</param>
/// <param name="Trials">The experiment once for each seed, in the order of seeds.</param>
public sealed record ClaimedConfig(string Path, IReadOnlyList<LoadedExperiment> Trials)
{
    /// <summary>The experiment.</summary>
    public Experiment Experiment => Trials[0].Experiment;

    /// <summary>Its claims, by metric.</summary>
    public IReadOnlyDictionary<string, Expectation> Claims => Experiment.Expect;
}
