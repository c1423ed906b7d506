namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>One kind of mistake, with a stable number that a user can search for.</summary>
/// <param name="Id">The number, for example <c>CFG012</c>.</param>
/// <param name="Meaning">What went wrong, in one line.</param>
/// <param name="Severity">Whether it stops the run.</param>
public sealed record DiagnosticCode(string Id, string Meaning, DiagnosticSeverity Severity = DiagnosticSeverity.Error);
