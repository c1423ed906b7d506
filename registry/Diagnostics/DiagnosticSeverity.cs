namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Whether a diagnostic stops the run.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The configuration is invalid.</summary>
    Error,

    /// <summary>The configuration is valid, and probably not what was meant.</summary>
    Warning,
}
