using ExperimentRunner.Commands;
using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Planning;

/// <summary>Binds trials before a sweep begins: all of a grid that can be counted through; of another search, and of a larger grid, the
/// first that it asks for, and the corners of its space.</summary>
/// <param name="binder">Binds trials.</param>
/// <param name="space">What is varied.</param>
/// <param name="search">What chooses points.</param>
/// <param name="seed">Of the search.</param>
/// <param name="constraints">What must hold.</param>
internal sealed class TrialSampler(TrialBinder binder, Space space, ISearch search, long seed, IReadOnlyList<Constraint> constraints)
{
    private const int MostBound = 10_000;
    private const int PointsAsked = 100;
    private const int CornerDimensions = 6;
    private const double High = 1 - 1e-9;

    private readonly TrialProblems problems = new();
    private readonly HashSet<Address> unknown = [.. constraints.SelectMany(constraint => constraint.Addresses)];
    private readonly Dictionary<Constraint, int> broken = [];
    private readonly List<PlannedTrial> bound = [];
    private readonly List<PlannedTrial> trials = [];
    private readonly HashSet<string> identities = new(StringComparer.Ordinal);
    private int assigned;

    /// <summary>Whether every trial is bound; of a grid with constraints very many, since its first points may all break one.</summary>
    private bool IsCounted => search is Grid && (space.Size <= MostBound || constraints.Count > 0);

    /// <summary>How many trials the sweep will have; null where that is not known.</summary>
    internal long? Count { get; private set; }

    /// <summary>Binds.</summary>
    /// <param name="diagnostics">Receives every mistake, each once, with the number of trials that have it.</param>
    internal IReadOnlyList<PlannedTrial> Sample(DiagnosticBag diagnostics)
    {
        var isWhole = Ask();
        Count = isWhole ? trials.Count(trial => !trial.IsExtra) : CountUnbound();
        foreach (var corner in IsCounted ? [] : Corners())
        {
            Take(corner, isAsked: false);
        }

        problems.Tell(assigned, IsCounted ? "trials" : "points of the space", diagnostics);
        TellConstraints(diagnostics);
        IdleDimensions.Tell(space.Dimensions, trials, diagnostics);
        return trials;
    }

    /// <summary>Asks the search as a sweep would, one that is never told of a result: a point without a new trial is passed over.</summary>
    /// <returns>Whether it has no more points.</returns>
    private bool Ask()
    {
        var searcher = search.Begin(space.Searched, seed);
        for (var asked = 0; IsCounted ? assigned < MostBound : asked < PointsAsked; asked++)
        {
            if (searcher.Ask() is not { } point)
            {
                return true;
            }

            if (!Take(point, isAsked: true))
            {
                searcher.Refuse(point);
            }
        }

        return false;
    }

    /// <summary>Binds the trials of a point.</summary>
    /// <returns>Whether the sweep will run one of them.</returns>
    private bool Take(SearchPoint point, bool isAsked)
    {
        var isRun = false;
        foreach (var assignment in space.Assignments(point).Take(MostBound - assigned))
        {
            assigned++;
            if (TryBind(assignment) is { } trial)
            {
                bound.Add(trial);
                if (TryHold(trial))
                {
                    var isOwn = isAsked && identities.Add(trial.Experiment.Identity);
                    trials.Add(trial with { IsExtra = !isOwn });
                    isRun |= isOwn;
                }
            }
        }

        return isRun;
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

    /// <summary>
    /// How many trials there are where not all are bound: at most what the search asks for, and what the space has; null where nobody
    /// knows.
    /// </summary>
    private long? CountUnbound()
    {
        var size = constraints.Count == 0 ? space.Size : double.PositiveInfinity;
        var count = search is Grid ? size : Math.Min(size, Budget());
        return double.IsFinite(count) ? (long)count : null;
    }

    /// <summary>The trials of a search that asks without being told of results; infinite where it goes on for long.</summary>
    private double Budget()
    {
        var (searcher, count) = (search.Begin(space.Searched, seed), 0);
        while (count < MostBound && searcher.Ask() is { } point)
        {
            count += space.Assignments(point).Take(MostBound).Count();
        }

        return count < MostBound ? count : double.PositiveInfinity;
    }

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

    private void TellConstraints(DiagnosticBag diagnostics)
    {
        if (bound.Count == 0)
        {
            return;
        }

        var known = bound.SelectMany(trial => trial.Experiment.Arguments.Select(argument => argument.Key)).Distinct();
        foreach (var constraint in constraints)
        {
            constraint.TellUnknown(unknown, known, diagnostics);
        }

        if (trials.Count == 0 && broken.Count > 0 && !diagnostics.HasErrors)
        {
            var strictest = broken.MaxBy(entry => entry.Value);
            diagnostics.Add(
                DiagnosticCodes.BadConstraint, "no trial is left", strictest.Key.Span.FirstLine, hint: null,
                $"it does not hold in {strictest.Value} of {bound.Count} trials, such as {bound.First(trial => binder.Broken(trial) == strictest.Key).Values}");
        }
    }
}
