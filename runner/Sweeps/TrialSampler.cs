using ExperimentRunner.Components.Searches;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps;

/// <summary>Binds trials before a sweep begins: all of a grid; of another search the corners of its space, and points within.</summary>
/// <param name="binder">Binds trials.</param>
/// <param name="space">What is varied.</param>
/// <param name="search">What chooses points.</param>
/// <param name="seed">Of the search.</param>
/// <param name="diagnostics">Receives every mistake, each once, with the number of trials that have it.</param>
internal sealed class TrialSampler(TrialBinder binder, Space space, ISearch search, long seed, DiagnosticBag diagnostics)
{
    private const int MostOfGrid = 10_000;
    private const int PointsWithin = 100;
    private const int CornerDimensions = 6;
    private const double High = 1 - 1e-9;

    private readonly Dictionary<(string, string, string?, int), (Diagnostic Problem, Assignment First, int Count)> problems = [];

    /// <summary>How many trials the sweep will have; null where that is not known.</summary>
    internal long? Count { get; private set; }

    /// <summary>Binds.</summary>
    internal IReadOnlyList<PlannedTrial> Sample()
    {
        var points = search is Grid ? Asked(MostOfGrid).ToArray() : [.. Corners(), .. new RandomSearch { Trials = PointsWithin }.Begin(space.Searched, seed) is var run ? Asked(run, PointsWithin) : []];
        var assignments = points.SelectMany(space.Assignments).ToArray();
        var trials = assignments.Select(TryBind).OfType<PlannedTrial>().ToArray();
        Tell(assignments.Length);
        if (trials.Length == 0 && problems.Count == 0)
        {
            diagnostics.Add(DiagnosticCodes.BadConstraint, $"none of {assignments.Length} trials meets every constraint", null);
        }

        Count = search is Grid && points.Length < MostOfGrid ? trials.Length : Budget() * space.TrialsOfPoint;
        return trials;
    }

    private static IEnumerable<SearchPoint> Asked(ISearchRun run, int most)
    {
        for (var count = 0; count < most && run.Ask() is { } point; count++)
        {
            yield return point;
        }
    }

    private IEnumerable<SearchPoint> Asked(int most) => Asked(search.Begin(space.Searched, seed), most);

    /// <summary>As many points as a search asks for without being told of results; null where it goes on for long.</summary>
    private long? Budget() => Asked(MostOfGrid).Count() is < MostOfGrid and var count ? count : null;

    private IEnumerable<SearchPoint> Corners()
    {
        var dimensions = space.Searched.Dimensions;
        var turned = Math.Min(dimensions.Count, CornerDimensions);
        for (var corner = 0; corner < 1 << turned; corner++)
        {
            yield return new SearchPoint([.. dimensions.Select((_, place) => place < turned ? (corner >> place & 1) * High : corner % 2 * High)]);
        }
    }

    private PlannedTrial? TryBind(Assignment assignment)
    {
        try
        {
            var trial = binder.Bind(assignment);
            return binder.Holds(trial) ? trial : null;
        }
        catch (TrialException failure)
        {
            foreach (var problem in failure.Problems)
            {
                var key = (problem.Code.Id, problem.Message, problem.Span?.Source.Name, problem.Span?.Start ?? 0);
                problems[key] = problems.TryGetValue(key, out var known) ? known with { Count = known.Count + 1 } : (problem, assignment, 1);
            }

            return null;
        }
    }

    private void Tell(int all)
    {
        foreach (var (problem, first, count) in problems.Values)
        {
            var note = count == all ? $"in every trial, such as {first.Text}" : $"in {count} of {all} trials, such as {first.Text}";
            diagnostics.Add(problem with { Notes = [.. problem.Notes ?? [], note] });
        }
    }
}
