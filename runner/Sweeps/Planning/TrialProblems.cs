using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Planning;

/// <summary>Mistakes of many trials, each told once.</summary>
internal sealed class TrialProblems
{
    private readonly Dictionary<(string, string, string?, int), (Diagnostic Problem, Assignment First, int Count)> problems = [];

    /// <summary>Adds those of a trial.</summary>
    internal void Add(TrialException failure)
    {
        foreach (var problem in failure.Problems)
        {
            var key = (problem.Code.Id, problem.Message, problem.Span?.Source.Name, problem.Span?.Start ?? 0);
            problems[key] = problems.TryGetValue(key, out var known)
                ? known with { Count = known.Count + 1 }
                : (problem, failure.Assignment, 1);
        }
    }

    /// <summary>Tells them, with the number of trials that have each.</summary>
    /// <param name="all">How many were bound in all.</param>
    /// <param name="what">What they are.</param>
    /// <param name="diagnostics">Receives the mistakes.</param>
    internal void Tell(int all, string what, DiagnosticBag diagnostics)
    {
        foreach (var (problem, first, count) in problems.Values)
        {
            var note = count == all ? $"in every trial, such as {first.Text}" : $"in {count} of {all} {what}, such as {first.Text}";
            diagnostics.Add(problem with { Notes = [.. problem.Notes ?? [], note] });
        }
    }
}

/// <summary>A trial of a sweep cannot be bound.</summary>
/// <param name="assignment">Its values.</param>
/// <param name="problems">What is wrong.</param>
public sealed class TrialException(Assignment assignment, params IEnumerable<Diagnostic> problems)
    : RunnerException($"the trial {assignment.Text} cannot be bound:\n{DiagnosticRenderer.Render(problems)}")
{
    /// <summary>Its values.</summary>
    public Assignment Assignment { get; } = assignment;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; } = [.. problems];
}
