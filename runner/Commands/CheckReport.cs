using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>What <c>check</c> says to a person. A mistake in a file that several configs share is told once, with all of them.</summary>
internal sealed class CheckReport(Terminal terminal)
{
    /// <summary>Writes everything.</summary>
    internal void Write(IReadOnlyList<CheckedConfig> checks)
    {
        var owners = checks.Where(check => check.Verdict != CheckVerdict.Base)
            .SelectMany(check => check.Problems.Select(problem => (Key: KeyOf(problem), check.Path)))
            .GroupBy(found => found.Key, found => found.Path).ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray());
        var told = new HashSet<object>();
        foreach (var check in checks)
        {
            if (check.Verdict == CheckVerdict.Base)
            {
                terminal.Out.WriteLine($"{check.Path}: a base of {Measure.Count(check.Children, "config")}");
                continue;
            }

            var own = check.Problems.Where(problem => told.Add(KeyOf(problem))).ToLookup(problem => owners[KeyOf(problem)].Length == 1);
            terminal.Report(own[true], checks.Count > 1 ? check.Path : null);
            terminal.Report(own[false].Select(problem => problem with { Notes = [.. problem.Notes ?? [], $"it is in: {string.Join(", ", owners[KeyOf(problem)])}"] }));
            if (check.Plan is { } plan)
            {
                terminal.Out.WriteLine($"{check.Path}: valid");
                if (plan.Dimensions.Count > 0)
                {
                    SweepCheck.Write(plan, terminal);
                }
            }
        }
    }

    private static (string, string, string?, int) KeyOf(Diagnostic problem) =>
        (problem.Code.Id, problem.Message, problem.Span?.Source.Name, problem.Span?.Start ?? 0);
}
