using ExperimentRunner.Commands;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Components;
using ExperimentRunner.Experiments;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Loading;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Planning;

/// <summary>
/// Makes trials of points: binds the config with their values, and passes over those for which a constraint does not hold.
/// </summary>
/// <param name="path">The config's file.</param>
/// <param name="config">The config.</param>
/// <param name="space">What is varied.</param>
/// <param name="always">Changes that every trial gets.</param>
/// <param name="objective">Where the objective is written, which is the monitor of trials; null where it is not.</param>
/// <param name="constraints">What must hold.</param>
internal sealed class TrialBinder(
    string path, LoadedConfig<Experiment> config, Space space, IReadOnlyList<Override> always, SourceSpan? objective, IReadOnlyList<Constraint> constraints)
{
    /// <summary>The trials of a point.</summary>
    /// <exception cref="ConfigException">One of them cannot be bound.</exception>
    internal IReadOnlyList<PlannedTrial> TrialsOf(SearchPoint point) =>
        [.. space.Assignments(point).Select(Bind).Where(trial => Broken(trial) is null)];

    /// <summary>Binds an assignment.</summary>
    /// <exception cref="ConfigException">It cannot be bound; the mistakes are in it.</exception>
    internal PlannedTrial Bind(Assignment assignment)
    {
        var bound = ExperimentFiles.With(config, [.. assignment.Changes, .. always]);
        return bound.Value is not null
            ? new PlannedTrial(assignment, ExperimentFiles.Describe(path, bound))
            : throw new TrialException(assignment, bound.Diagnostics.Select(Named).Select(problem => IsDrawn(problem) ? OfRange(problem) : problem));
    }

    /// <summary>Whether a problem is with a number that a range gave, and that stands nowhere.</summary>
    private bool IsDrawn(Diagnostic problem) =>
        space.Dimensions.Any(dimension => dimension.Range is not ListedRange && problem.Span == dimension.Range.Span);

    /// <summary>What helps with a value that is written does not help with a range.</summary>
    private static Diagnostic OfRange(Diagnostic problem) => problem with
    {
        Hint = problem.Code == DiagnosticCodes.NotAList ? "a range gives one number: vary an item, such as model.widths.0, or write choice([16], [32])" : null,
    };

    /// <summary>The objective is a trial's monitor, and stands where the user wrote it.</summary>
    private Diagnostic Named(Diagnostic problem) => objective is not null && problem.Span == objective
        ? problem with { Message = problem.Message.Replace("train.monitor: ", "sweep.objective: ", StringComparison.Ordinal) }
        : problem;

    /// <summary>A trial with its batches in so many parts; what it is called stays.</summary>
    internal PlannedTrial Split(PlannedTrial trial, int parts)
    {
        var change = Override.Parse(FormattableString.Invariant($"train.accumulate={parts}"), [])!;
        return Bind(trial.Assignment with { Changes = [.. trial.Assignment.Changes, change] });
    }

    /// <summary>The first constraint that does not hold, or null.</summary>
    /// <exception cref="TrialException">A constraint cannot be decided.</exception>
    internal Constraint? Broken(PlannedTrial trial)
    {
        if (constraints.Count == 0)
        {
            return null;
        }

        var values = new TrialValues(trial.Experiment.Arguments);
        return constraints.FirstOrDefault(constraint => !Holds(constraint, values, trial.Assignment));
    }

    private static bool Holds(Constraint constraint, TrialValues values, Assignment assignment)
    {
        try
        {
            return constraint.Holds(values);
        }
        catch (ConstraintException mistake)
        {
            throw new TrialException(assignment, constraint.Explain(mistake));
        }
    }
}
