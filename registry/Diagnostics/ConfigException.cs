namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Mistakes that leave nothing to go on with, such as two components of one name.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Carries the mistakes.</summary>
    public ConfigException(IReadOnlyList<Diagnostic> diagnostics)
        : base(DiagnosticRenderer.Render(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>Carries one mistake that no text is to blame for.</summary>
    public ConfigException(DiagnosticCode code, string message)
        : this([new Diagnostic(code, message, Span: null)])
    {
    }

    /// <summary>The mistakes.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
