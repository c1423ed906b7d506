using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>What <c>check</c> says to a person. A mistake in a file that several configs share is told once, with all of them.</summary>
internal sealed class CheckReport
{
    private readonly Dictionary<(string, string, string?, int), string[]> owners;
    private readonly HashSet<(string, string, string?, int)> told = [];
    private readonly Terminal terminal;
    private readonly bool isOfSeveral;

    internal CheckReport(IReadOnlyList<CheckedConfig> checks, Terminal terminal)
    {
        this.terminal = terminal;
        isOfSeveral = checks.Count > 1;
        owners = checks.Where(check => check.Verdict != CheckVerdict.Base)
            .SelectMany(check => check.Problems.Select(problem => (Key: KeyOf(problem), check.Path)))
            .GroupBy(found => found.Key, found => found.Path).ToDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray());
    }

    /// <summary>Writes the mistakes and warnings of a config that were not told before.</summary>
    internal void WriteProblems(CheckedConfig check)
    {
        if (check.Verdict == CheckVerdict.Base)
        {
            return;
        }

        var problems = check.Problems.Where(problem => told.Add(KeyOf(problem))).ToLookup(problem => owners[KeyOf(problem)].Length == 1);
        terminal.Report(problems[true], isOfSeveral ? check.Path : null);
        terminal.Report(problems[false].Select(problem => problem with { Notes = [.. problem.Notes ?? [], $"it is in: {string.Join(", ", owners[KeyOf(problem)])}"] }));
    }

    /// <summary>Writes what a config without mistakes is.</summary>
    internal void WriteVerdict(CheckedConfig check)
    {
        if (check.Plan is not { } plan)
        {
            terminal.Out.WriteLine($"{check.Path}: a base of {Measure.Count(check.Children, "config")}");
            return;
        }

        terminal.Out.WriteLine($"{check.Path}: valid");
        foreach (var warning in DeviceCheck.Warnings(plan))
        {
            terminal.Warn(warning);
        }

        if (plan.Dimensions.Count > 0)
        {
            SweepCheck.Write(plan, terminal);
        }
    }

    private static (string, string, string?, int) KeyOf(Diagnostic problem) =>
        (problem.Code.Id, problem.Message, problem.Span?.Source.Name, problem.Span?.Start ?? 0);
}
