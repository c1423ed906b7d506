using ExperimentRunner.Components.Training;

namespace ExperimentRunner.Sweeps.Preflight;

/// <summary>Trials that do the same work a step, and what one of them has shown.</summary>
/// <param name="Trials">The trials.</param>
/// <param name="Result">What a step needs; null where it cannot be taken.</param>
/// <param name="Problem">Why it cannot be taken; null where it can.</param>
internal sealed record PreflightGroup(IReadOnlyList<PlannedTrial> Trials, RehearsalResult? Result, string? Problem)
{
    /// <summary>How many of its trials the sweep will run, as far as its trials were bound.</summary>
    internal int Count => Trials.Count(trial => !trial.IsExtra);

    /// <summary>What its trials have in common and others have not, in one line.</summary>
    internal string Common => string.Join(' ', Trials[0].Assignment.Texts.Where(value => Trials.All(trial => trial.Assignment.Texts.Contains(value, StringComparer.Ordinal))));
}
