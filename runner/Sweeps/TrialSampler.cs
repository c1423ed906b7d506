using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps;

/// <summary>Binds trials before a sweep begins: all of a grid; of another search the corners of its space, and points within.</summary>
/// <param name="binder">Binds trials.</param>
/// <param name="space">What is varied.</param>
/// <param name="search">What chooses points.</param>
/// <param name="seed">Of the search.</param>
/// <param name="constraints">What must hold.</param>
internal sealed class TrialSampler(TrialBinder binder, Space space, ISearch search, long seed, IReadOnlyList<Constraint> constraints)
{
    private const int MostBound = 10_000;
    private const int PointsWithin = 100;
    private const int CornerDimensions = 6;
    private const double High = 1 - 1e-9;

    private readonly TrialProblems problems = new();
    private readonly HashSet<Address> unknown = [.. constraints.SelectMany(constraint => constraint.Addresses)];
    private readonly Dictionary<Constraint, int> broken = [];

    /// <summary>How many trials the sweep will have; null where that is not known.</summary>
    internal long? Count { get; private set; }

    /// <summary>Binds.</summary>
    /// <param name="diagnostics">Receives every mistake, each once, with the number of trials that have it.</param>
    internal IReadOnlyList<PlannedTrial> Sample(DiagnosticBag diagnostics)
    {
        var assignments = Points().SelectMany(space.Assignments).Take(MostBound).ToArray();
        var bound = assignments.Select(TryBind).OfType<PlannedTrial>().ToArray();
        var trials = bound.Where(TryHold).ToArray();
        problems.Tell(assignments.Length, diagnostics);
        TellConstraints(bound, trials, diagnostics);
        IdleDimensions.Tell(space.Dimensions, trials, diagnostics);
        Count = CountOf(assignments.Length, trials.Length);
        return trials;
    }

    private IEnumerable<SearchPoint> Points() => search is Grid
        ? Asked(search)
        : Corners().Concat(Asked(new RandomSearch { Trials = PointsWithin }));

    private IEnumerable<SearchPoint> Asked(ISearch by)
    {
        var run = by.Begin(space.Searched, seed);
        while (run.Ask() is { } point)
        {
            yield return point;
        }
    }

    private IEnumerable<SearchPoint> Corners()
    {
        var dimensions = space.Searched.Dimensions;
        var turned = Math.Min(dimensions.Count, CornerDimensions);
        for (var corner = 0; corner < 1 << turned; corner++)
        {
            yield return new SearchPoint([.. dimensions.Select((_, place) => place < turned ? (corner >> place & 1) * High : corner % 2 * High)]);
        }
    }

    /// <summary>Of a search that asks without being told of results, the trials of its points; null where it goes on for long.</summary>
    private long? CountOf(int assigned, int trials) => search is Grid
        ? assigned < MostBound ? trials : constraints.Count == 0 ? (long)space.Size : null
        : Asked(search).Take(MostBound).SelectMany(space.Assignments).Take(MostBound).Count() is < MostBound and var count ? count : null;

    private PlannedTrial? TryBind(Assignment assignment)
    {
        try
        {
            return binder.Bind(assignment);
        }
        catch (TrialException failure)
        {
            problems.Add(failure);
            return null;
        }
    }

    private bool TryHold(PlannedTrial trial)
    {
        if (unknown.Count > 0)
        {
            var values = new TrialValues(trial.Experiment.Arguments);
            unknown.RemoveWhere(address => values[address] is not null);
        }

        try
        {
            if (binder.Broken(trial) is { } constraint)
            {
                broken[constraint] = broken.GetValueOrDefault(constraint) + 1;
                return false;
            }

            return true;
        }
        catch (TrialException failure)
        {
            problems.Add(failure);
            return false;
        }
    }

    private void TellConstraints(PlannedTrial[] bound, PlannedTrial[] trials, DiagnosticBag diagnostics)
    {
        if (bound.Length == 0)
        {
            return;
        }

        var known = bound.SelectMany(trial => trial.Experiment.Arguments.Select(argument => argument.Key)).Distinct();
        foreach (var constraint in constraints)
        {
            constraint.TellUnknown(unknown, known, diagnostics);
        }

        if (trials.Length == 0 && broken.Count > 0 && !diagnostics.HasErrors)
        {
            var strictest = broken.MaxBy(entry => entry.Value);
            diagnostics.Add(
                DiagnosticCodes.BadConstraint, "no trial is left", strictest.Key.Span.FirstLine, hint: null,
                $"it does not hold in {strictest.Value} of {bound.Length} trials, such as {bound.First(trial => binder.Broken(trial) == strictest.Key).Values}");
        }
    }
}
