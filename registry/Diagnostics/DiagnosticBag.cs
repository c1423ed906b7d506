using System.Collections;

namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>Collects every mistake; read back in file order, without repetitions.</summary>
public sealed class DiagnosticBag : IEnumerable<Diagnostic>
{
    private readonly List<Diagnostic> items = [];

    /// <summary>Whether anything in it stops the run.</summary>
    public bool HasErrors => items.Exists(d => d.Code.Severity == DiagnosticSeverity.Error);

    /// <summary>How many there are, repetitions included.</summary>
    public int Count => items.Count;

    /// <summary>Adds one.</summary>
    public void Add(Diagnostic diagnostic) => items.Add(diagnostic);

    /// <summary>Adds one.</summary>
    public void Add(DiagnosticCode code, string message, SourceSpan? span, string? hint = null, params IReadOnlyList<string> notes) =>
        items.Add(new Diagnostic(code, message, span, hint, notes));

    /// <summary>Adds all.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics) => items.AddRange(diagnostics);

    /// <summary>Gives a hint to what was added about a place.</summary>
    /// <param name="from">How many there were before.</param>
    /// <param name="span">The place.</param>
    /// <param name="hint">The hint, in place of any other.</param>
    internal void Amend(int from, SourceSpan span, string hint)
    {
        for (var i = from; i < items.Count; i++)
        {
            items[i] = items[i].Span == span ? items[i] with { Hint = hint } : items[i];
        }
    }

    /// <inheritdoc />
    public IEnumerator<Diagnostic> GetEnumerator()
    {
        var seen = new HashSet<(string Code, string Message, string? Source, int Start)>();
        return items
            .OrderBy(d => d.Span is not { Source.IsFile: true })
            .ThenBy(d => d.Span?.Source.Name, StringComparer.Ordinal)
            .ThenBy(d => d.Span?.Start)
            .Where(d => seen.Add((d.Code.Id, d.Message, d.Span?.Source.Name, d.Span?.Start ?? 0)))
            .GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
