using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Reads ranges: <c>log_uniform(1e-4, 1)</c>, <c>choice(a, b)</c>.</summary>
/// <param name="diagnostics">Receives every mistake.</param>
internal sealed class RangeReader(DiagnosticBag diagnostics)
{
    private const string Grid = "grid";

    /// <summary>Whether a value is meant as a range: <c>uniform(0, 1)</c>, <c>{choice: [a, b]}</c>.</summary>
    internal static bool IsRange(ConfigNode node) =>
        RangeForm.IsMeant(node) || node is MappingNode { Entries: [{ Key: "choice" or Grid }] };

    /// <summary>Whether a range that lists its values is a grid.</summary>
    internal static bool IsGrid(ScalarNode call) => Call.Parse(call.Text) is { Name: Grid };

    /// <summary>The values of a range that lists them, each null after a diagnostic; null for another range.</summary>
    internal IEnumerable<ConfigNode?>? Values(ScalarNode text) =>
        Call.Parse(text.Text) is { IsClosed: true } call && RangeForm.Find(call.Name) is { Arguments.Count: 0 }
            ? call.Arguments.Select(value => Listed(call, PlaceOf(text, value.Start, value.Length)))
            : null;

    /// <summary>One of several values; null also where several numbers stand in its place.</summary>
    private ConfigNode? Listed(Call call, SourceSpan place)
    {
        string[] words = place.Text.Split((char[])[' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (call.Arguments.Count > 1 || words.Length < 2 || !words.All(word => Number(word) is not null))
        {
            return Value(place);
        }

        Wrong("the values have no commas between them", place, $"write {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A range between numbers; null after a diagnostic.</summary>
    internal ValueRange? Numbers(ScalarNode text)
    {
        var call = Call.Parse(text.Text)!;
        if (RangeForm.Find(call.Name) is not { } form)
        {
            return Wrong(
                $"there is no range '{call.Name}'", text.SpanOf(0, call.Name.Length), RangeForm.Meant(call.Name) is { } meant ? $"did you mean '{meant}'?" : null,
                $"known: {string.Join(", ", RangeForm.Names)}");
        }

        if (!call.IsClosed)
        {
            return Wrong("the bracket is not closed", text.SpanOf(text.Text.IndexOf('(', StringComparison.Ordinal), 1));
        }

        var numbers = call.Arguments.Select(place => Number(text.Text.Substring(place.Start, place.Length))).ToArray();
        if (numbers.Length != form.Arguments.Count || numbers.Contains(null))
        {
            var (start, length) = numbers.Length == form.Arguments.Count ? call.Arguments[Array.IndexOf(numbers, null)] : (0, text.Text.Length);
            var words = call.Arguments.SelectMany(place => text.Text.Substring(place.Start, place.Length).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            return Wrong(
                $"'{form.Name}' takes {form.Arguments.Count} numbers: {form}", text.SpanOf(start, length),
                numbers.Length < words.Length && words.Length == form.Arguments.Count && words.All(word => Number(word) is not null) ? $"commas are missing: {form.Name}({string.Join(", ", words)})" : null);
        }

        return NumberRange.Problem(form.Name, [.. numbers.Select(number => number!.Value)]) is var (problem, place)
            ? Wrong(problem, place is { } index ? text.SpanOf(call.Arguments[index].Start, call.Arguments[index].Length) : text.Span)
            : NumberRange.Of(form.Name, PlaceOf(text, 0, text.Text.Length), [.. numbers.Select(number => number!.Value)]);
    }

    /// <summary>A piece of a source as YAML, with its position there; null after a diagnostic.</summary>
    internal ConfigNode? Value(SourceSpan span)
    {
        if (span.Length == 0)
        {
            diagnostics.Add(DiagnosticCodes.EmptyValue, "a value is missing here", span with { Start = Math.Min(span.Start, span.Source.Content.Length - 1), Length = 1 });
            return null;
        }

        var mistakes = diagnostics.Count;
        var value = new YamlReader(diagnostics).Read(span.Source, span.Start, span.Start + span.Length);
        return diagnostics.Count > mistakes ? null : value;
    }

    /// <summary>Tells that something is no range, and what to write.</summary>
    internal void TellNoRange(Address address, ConfigNode node) => diagnostics.Add(
        DiagnosticCodes.BadRange, $"expected a range for '{address}', and this is {node.Noun}", node.Span, node switch
        {
            SequenceNode => "write choice(a, b) to try one or the other",
            ScalarNode scalar when Call.Parse(scalar.Text) is { } call && RangeForm.Meant(call.Name) is { } meant => $"write {meant}{scalar.Text[call.Name.Length..]}",
            ScalarNode scalar when Call.Parse(scalar.Text) is not null => $"known: {string.Join(", ", RangeForm.Names)}",
            ScalarNode { IsQuoted: false } scalar when CommaList.Items(scalar.Text, 0, scalar.Text.Length).Count > 1 => $"write grid({scalar.Text})",
            _ => "write choice(…), uniform(low, high), int(low, high) …; one fixed value stands outside of the sweep",
        });

    /// <summary>A part of a scalar in its source; in the scalar alone where quotes or several lines make it another text there.</summary>
    private static SourceSpan PlaceOf(ScalarNode text, int start, int length)
    {
        var place = text.SpanOf(start, length);
        return place.Text == text.Text.Substring(start, length)
            ? place
            : new SourceSpan(new SourceText(text.Span.ToString(), text.Text, isFile: false), start, length);
    }

    private static double? Number(string text) =>
        new ExpressionReader(text) is var reader && reader.TakeNumber() is { } number && reader.AtEnd && double.IsFinite(number) ? number : null;

    private ValueRange? Wrong(string problem, SourceSpan span, string? hint = null, params IReadOnlyList<string> notes)
    {
        diagnostics.Add(DiagnosticCodes.BadRange, problem, span, hint, notes);
        return null;
    }
}
