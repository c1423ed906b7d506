using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Sweeps.Planning;

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
