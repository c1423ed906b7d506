using ExperimentRunner.Checkup;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Verification;
using System.Text.Json.Serialization;
using System.Text.Json;

namespace ExperimentRunner.Commands;

/// <summary>How <c>--json</c> writes tables.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ComponentRow[]))]
[JsonSerializable(typeof(CheckRow[]))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, double>))]
[JsonSerializable(typeof(IReadOnlyList<Prediction>))]
[JsonSerializable(typeof(DatasetRow[]))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
internal sealed partial class CommandJson : JsonSerializerContext;

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

/// <summary>A mistake in <c>check --json</c>.</summary>
/// <param name="Code">Its code: <c>CFG012</c>.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="File">The file that it stands in; null where it stands in none.</param>
/// <param name="Line">The line there, from 1.</param>
/// <param name="Column">The column there, from 1, in UTF-16 units.</param>
/// <param name="Length">How many characters it covers.</param>
/// <param name="Text">Those characters, of a file or of the command line.</param>
/// <param name="Hint">What to do; null where nothing is known.</param>
/// <param name="Notes">What else helps.</param>
internal sealed record ProblemRow(
    string Code, string Severity, string Message, string? File, int? Line, int? Column, int? Length, string? Text, string? Hint, IReadOnlyList<string> Notes)
{
    internal static ProblemRow Of(Diagnostic problem)
    {
        var span = problem.Span is { Source.IsFile: true } found ? found : (SourceSpan?)null;
        return new ProblemRow(
            problem.Code.Id, problem.Code.Severity == DiagnosticSeverity.Error ? "error" : "warning", problem.Message,
            span?.Source.Name, span?.Line, span?.Column, span?.Length,
            problem.Span is { Length: > 0 } place ? ShortText.Of(place.Text) : null, problem.Hint, problem.Notes ?? []);
    }
}

/// <summary>One component in a list.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Summary">What it is, in a sentence.</param>
internal sealed record ComponentRow(string Kind, string Name, string Summary);

/// <summary>One data set in a list.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Folder">The folder that its files are kept in.</param>
/// <param name="Files">How many files it is made of.</param>
/// <param name="Fetched">How many of them are there.</param>
/// <param name="Bytes">The size of all of them.</param>
internal sealed record DatasetRow(string Name, string Folder, int Files, int Fetched, long Bytes);
