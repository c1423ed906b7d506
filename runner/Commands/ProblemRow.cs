using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Commands;

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
            span?.Source.Name, span?.Line, span?.Column, span?.Length, problem.Span is { Length: > 0 } place ? ShortText.Of(place.Text) : null, problem.Hint, problem.Notes ?? []);
    }
}
