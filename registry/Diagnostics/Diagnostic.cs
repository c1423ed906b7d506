namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>One mistake, and where it stands.</summary>
/// <param name="Code">What kind of mistake.</param>
/// <param name="Message">What is wrong, in the user's words, without a final stop.</param>
/// <param name="Span">Where, or null where no text is to blame.</param>
/// <param name="Hint">What to do, to stand under the caret: <c>did you mean 'adamw'?</c></param>
/// <param name="Notes">Further lines: <c>known: adadelta, adagrad, …</c></param>
public sealed record Diagnostic(
    DiagnosticCode Code,
    string Message,
    SourceSpan? Span,
    string? Hint = null,
    IReadOnlyList<string>? Notes = null);
