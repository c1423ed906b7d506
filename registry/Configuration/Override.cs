using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>One change that a user or a trial makes to a configuration: <c>optimizer.lr=0.1</c>.</summary>
/// <param name="Address">What is set.</param>
/// <param name="Patch">The change as a configuration of its own, to be laid over the rest.</param>
public sealed record Override(Address Address, MappingNode Patch)
{
    /// <summary>
    /// Reads <c>key=value</c>, or <c>key+=value</c> which appends to a list. After a diagnostic it is null, or sets a mistake where the address could be read, so that nothing
    /// is said about the value that it would have replaced.
    /// </summary>
    public static Override? Parse(string argument, DiagnosticBag diagnostics)
    {
        var source = SourceText.CommandLine(argument);
        var reader = new ExpressionReader(argument);
        if (Address.Take(reader, out var places) is not { } address || !TakeOperator(reader, out var isAppended))
        {
            diagnostics.Add(
                DiagnosticCodes.BadOverride, "an override is written key=value", new SourceSpan(source, 0, argument.Length),
                "for example optimizer.lr=0.1");
            return null;
        }

        var start = reader.Position;
        if (CommaList.Commas(argument, start, argument.Length).FirstOrDefault() is > 0 and var comma)
        {
            diagnostics.Add(
                DiagnosticCodes.RangeInRun, $"several values for '{address}', and this is a single run",
                new SourceSpan(source, comma, 1), "write a list as [a, b]; 'experiment sweep' tries several values");
            return Set(address, new InvalidNode(new SourceSpan(source, start, 0)), KeySpans(source, places));
        }

        var value = ReadValue(source, start, diagnostics) ?? new InvalidNode(new SourceSpan(source, start, 0));
        if (value is ScalarNode { IsQuoted: false } && RangeForm.IsMeant(value))
        {
            diagnostics.Add(
                DiagnosticCodes.RangeInRun, $"a range for '{address}', and this is a single run", value.Span,
                "write one value; 'experiment sweep' tries several");
            value = new InvalidNode(value.Span);
        }

        return Set(address, isAppended ? AppendNode.Of(value) : value, KeySpans(source, places));
    }

    private static bool TakeOperator(ExpressionReader reader, out bool isAppended)
    {
        isAppended = reader.TryTake("+=");
        return isAppended || reader.TryTake("=");
    }

    /// <summary>The address of <c>key=value</c>, and where its value starts; null where it is not written so.</summary>
    public static (Address Address, int Start)? Split(string argument)
    {
        var reader = new ExpressionReader(argument);
        return Address.Take(reader, out _) is { } address && reader.TryTake("=") ? (address, reader.Position) : null;
    }

    /// <summary>The change that sets an address to a value.</summary>
    public static Override Set(Address address, ConfigNode value) =>
        Set(address, value, [.. Enumerable.Repeat(value.Span, address.Segments.Count)]);

    /// <summary>The change that sets an address to a value, where the address is written elsewhere than the value.</summary>
    public static Override Set(Address address, ConfigNode value, SourceSpan key) =>
        Set(address, value, [.. Enumerable.Repeat(key, address.Segments.Count)]);

    /// <summary>
    /// The order in which changes are laid over a configuration, whatever order they were given in: whole components and types
    /// before their arguments, what is taken back last, and list items from the end so that positions keep their meaning.
    /// </summary>
    public static IEnumerable<Override> InOrder(IEnumerable<Override> overrides) => overrides
        .OrderBy(o => o.IsRemoval)
        .ThenBy(o => o.Address.Segments[^1] == "type" ? o.Address.Segments.Count - 1 : o.Address.Segments.Count)
        .ThenByDescending(o => o.IsRemoval && int.TryParse(o.Address.Segments[^1], out var position) ? position : 0);

    private bool IsRemoval
    {
        get
        {
            ConfigNode node = Patch;
            while (node is MappingNode { Entries: [var only] })
            {
                node = only.Value;
            }

            return node is ScalarNode { IsNull: true };
        }
    }

    private static Override Set(Address address, ConfigNode value, List<SourceSpan> keys)
    {
        var node = value;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            node = new MappingNode(keys[i], [new MappingEntry(address.Segments[i], keys[i], node)]);
        }

        return new Override(address, (MappingNode)node);
    }

    private static List<SourceSpan> KeySpans(SourceText source, IReadOnlyList<(int Start, int Length)> places) =>
        [.. places.Select(p => new SourceSpan(source, p.Start, p.Length))];

    private static ConfigNode? ReadValue(SourceText source, int start, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(source.Content[start..]))
        {
            diagnostics.Add(
                DiagnosticCodes.EmptyValue, "the override has no value", new SourceSpan(source, 0, source.Content.Length), "write its value",
                "'none' turns off what may be off, 'null' takes back what the file wrote");
            return null;
        }

        if (source.Content[start..].TrimStart().StartsWith('#'))
        {
            return ReportComment(source, start, diagnostics);
        }

        var mistakes = diagnostics.Count;
        var value = new YamlReader(diagnostics).Read(source, start);
        if (diagnostics.Count > mistakes || value is null)
        {
            return null;
        }

        if (value is not ScalarNode && source.Content[value.Span.Start] is not ('{' or '['))
        {
            diagnostics.Add(
                DiagnosticCodes.BadOverride, "the value of an override stands on one line", value.Span,
                "write a mapping as {a: 1, b: 2} and a list as [1, 2]");
            return null;
        }

        var end = value.Span.Start + value.Span.Length;
        return source.Content[end..].TrimStart().StartsWith('#') ? ReportComment(source, end, diagnostics) : value;
    }

    private static ConfigNode? ReportComment(SourceText source, int from, DiagnosticBag diagnostics)
    {
        var mark = source.Content.IndexOf('#', from);
        diagnostics.Add(
            DiagnosticCodes.BadOverride, "from this '#' on it would be a comment, and be lost",
            new SourceSpan(source, mark, source.Content.Length - mark), "quote the value: key=\"a #b\"");
        return null;
    }
}
