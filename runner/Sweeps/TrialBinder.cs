using ExperimentRunner.Components;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Launching;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps;

/// <summary>Makes trials of points: binds the config with their values, and passes over those for which a constraint does not hold.</summary>
/// <param name="path">The config's file.</param>
/// <param name="config">The config.</param>
/// <param name="space">What is varied.</param>
/// <param name="always">Changes that every trial gets.</param>
/// <param name="constraints">What must hold.</param>
internal sealed class TrialBinder(string path, LoadedConfig<Experiment> config, Space space, IReadOnlyList<Override> always, IReadOnlyList<Constraint> constraints)
{
    /// <summary>The trials of a point.</summary>
    /// <exception cref="ConfigException">One of them cannot be bound.</exception>
    internal IReadOnlyList<PlannedTrial> TrialsOf(SearchPoint point) => [.. space.Assignments(point).Select(Bind).Where(Holds)];

    /// <summary>Binds an assignment.</summary>
    /// <exception cref="ConfigException">It cannot be bound; the mistakes are in it.</exception>
    internal PlannedTrial Bind(Assignment assignment)
    {
        var bound = ExperimentFiles.With(config, [.. assignment.Changes, .. always]);
        return bound.Value is not null ? new PlannedTrial(assignment, ExperimentFiles.Describe(path, bound)) : throw new TrialException(assignment, bound.Diagnostics);
    }

    /// <summary>A trial with its batches in so many parts; what it is called stays.</summary>
    internal PlannedTrial Split(PlannedTrial trial, int parts)
    {
        var change = Override.Parse(FormattableString.Invariant($"train.accumulate={parts}"), [])!;
        return Bind(trial.Assignment with { Changes = [.. trial.Assignment.Changes, change] });
    }

    /// <summary>Whether every constraint holds.</summary>
    /// <exception cref="TrialException">A constraint cannot be decided.</exception>
    internal bool Holds(PlannedTrial trial)
    {
        if (constraints.Count == 0)
        {
            return true;
        }

        var values = trial.Experiment.Arguments.ToDictionary(argument => argument.Key, argument => ValueOf(argument.Value), StringComparer.Ordinal);
        return constraints.All(constraint => Holds(constraint, values, trial.Assignment));
    }

    private static bool Holds(Constraint constraint, Dictionary<string, object> values, Assignment assignment)
    {
        try
        {
            return constraint.Holds(address => values.GetValueOrDefault(address));
        }
        catch (ConstraintException mistake)
        {
            var problems = new DiagnosticBag();
            problems.Add(DiagnosticCodes.BadConstraint, mistake.Message, constraint.Text.SpanOf(mistake.Start, mistake.Length));
            throw new TrialException(assignment, problems);
        }
    }

    private static object ValueOf(string text) => new ScalarNode(default, text) is var scalar && scalar.AsNumber() is { } number ? number
        : scalar.AsBoolean() is { } truth ? truth : text;
}
