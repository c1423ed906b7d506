using System.Text.Json;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Commands;

/// <summary>A checked config in <c>check --json</c>.</summary>
/// <param name="Config">The file.</param>
/// <param name="Verdict"><c>valid</c>, <c>invalid</c> or <c>base</c>.</param>
/// <param name="Problems">Its mistakes and warnings.</param>
/// <param name="Warnings">What this machine lacks for it.</param>
internal sealed record CheckRow(string Config, string Verdict, IReadOnlyList<ProblemRow> Problems, IReadOnlyList<string> Warnings)
{
    internal static CheckRow Of(CheckedConfig check, bool isValid) => new(
        check.Path, JsonNamingPolicy.SnakeCaseLower.ConvertName((isValid ? check.Verdict : CheckVerdict.Invalid).ToString()),
        check.Verdict == CheckVerdict.Base ? [] : [.. check.Problems.Select(ProblemRow.Of)],
        check.Plan is { } plan ? DeviceCheck.Warnings(plan) : []);
}
