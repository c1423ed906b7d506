using System.Globalization;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Sweeps.Spaces;

/// <summary>Reads ranges: <c>log_uniform(1e-4, 1)</c>, <c>choice(a, b)</c>.</summary>
/// <param name="diagnostics">Receives every mistake.</param>
internal sealed class RangeReader(DiagnosticBag diagnostics)
{
    private const long MostSteps = 1_000_000;

    private static readonly Dictionary<string, string[]> Arguments = new(StringComparer.Ordinal)
    {
        ["choice"] = ["values…"],
        ["grid"] = ["values…"],
        ["uniform"] = ["low", "high"],
        ["log_uniform"] = ["low", "high"],
        ["normal"] = ["mean", "deviation"],
        ["int"] = ["low", "high"],
        ["log_int"] = ["low", "high"],
        ["step"] = ["low", "high", "by"],
    };

    /// <summary>Whether a value is written as a range, right or wrong: a name and brackets behind it.</summary>
    internal static bool IsCall(ConfigNode node)
    {
        if (node is not ScalarNode { IsQuoted: false } scalar || !scalar.Text.EndsWith(')'))
        {
            return false;
        }

        var reader = new ExpressionReader(scalar.Text);
        return reader.TakeName() is { } name && name.All(c => char.IsAsciiLetterLower(c) || c == '_' || char.IsAsciiDigit(c)) && reader.TryTake("(");
    }

    /// <summary>Reads a range; null after a diagnostic.</summary>
    internal ValueRange? Read(ScalarNode call)
    {
        var reader = new ExpressionReader(call.Text);
        var name = reader.TakeName()!;
        if (!Arguments.TryGetValue(name, out var expected))
        {
            diagnostics.Add(
                DiagnosticCodes.BadRange, $"there is no range '{name}'", call.SpanOf(0, name.Length), Suggestion.Hint(name, Arguments.Keys), $"known: {string.Join(", ", Arguments.Keys)}");
            return null;
        }

        reader.TryTake("(");
        var items = SplitItems(call.Text, reader.Position, call.Text.Length - 1);
        return expected.Length == 1
            ? Listed(call.Span, items.Select(item => Item(call, item)), name == "grid")
            : Numeric(call, name, expected, items);
    }

    /// <summary>Values of a list, one range; null after a diagnostic.</summary>
    internal ListedRange? Listed(SourceSpan span, IEnumerable<ConfigNode?> values, bool isGrid)
    {
        var known = values.ToArray();
        if (known.Length > 0 && !known.Contains(null))
        {
            return new ListedRange(span, known!, isGrid);
        }

        if (known.Length == 0)
        {
            diagnostics.Add(DiagnosticCodes.BadRange, "there is nothing to choose from", span);
        }

        return null;
    }

    /// <summary>The places between commas outside brackets and quotes, without blanks around.</summary>
    internal static List<(int Start, int Length)> SplitItems(string text, int start, int end)
    {
        var items = new List<(int, int)>();
        var (depth, quote, from) = (0, '\0', start);
        for (var place = start; place <= end; place++)
        {
            var c = place < end ? text[place] : ',';
            if (quote != '\0' && place < end)
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == ',' && (depth == 0 || place == end))
            {
                items.Add(Trimmed(text, from, place));
                from = place + 1;
            }
            else
            {
                depth += c is '[' or '{' or '(' ? 1 : c is ']' or '}' or ')' ? -1 : 0;
            }
        }

        return items is [(_, 0)] ? [] : items;
    }

    /// <summary>A piece of a source as YAML, with its position there; null after a diagnostic.</summary>
    internal ConfigNode? Value(SourceSpan span)
    {
        if (span.Length == 0)
        {
            diagnostics.Add(DiagnosticCodes.EmptyValue, "a value is missing here", span);
            return null;
        }

        var mistakes = diagnostics.Count;
        var value = new YamlReader(diagnostics).Read(span.Source, span.Start, span.Start + span.Length);
        return diagnostics.Count > mistakes ? null : value;
    }

    private static (int Start, int Length) Trimmed(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        while (to > from && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return (from, to - from);
    }

    private ConfigNode? Item(ScalarNode call, (int Start, int Length) item) => Value(call.SpanOf(item.Start, item.Length));

    private ValueRange? Numeric(ScalarNode call, string name, string[] expected, List<(int Start, int Length)> items)
    {
        var numbers = items.ConvertAll(item => (double?)Number(call.Text.Substring(item.Start, item.Length)));
        if (items.Count != expected.Length || numbers.Contains(null))
        {
            var wrong = numbers.IndexOf(null) is >= 0 and var index && items.Count == expected.Length ? items[index] : (Start: 0, call.Text.Length);
            diagnostics.Add(
                DiagnosticCodes.BadRange, $"'{name}' takes {expected.Length} numbers: {name}({string.Join(", ", expected)})", call.SpanOf(wrong.Start, wrong.Length));
            return null;
        }

        var problem = Problem(name, numbers.ConvertAll(number => number!.Value));
        if (problem is not null)
        {
            diagnostics.Add(DiagnosticCodes.BadRange, problem, call.Span);
            return null;
        }

        return Make(call.Span, name, numbers[0]!.Value, numbers[1]!.Value, numbers.Count > 2 ? numbers[2]!.Value : 1);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string? Problem(string name, List<double> numbers)
    {
        var (low, high) = (numbers[0], numbers[1]);
        return name switch
        {
            "normal" => high > 0 ? null : "the deviation must be above zero",
            _ when low > high => $"'{name}' goes from the lower number to the higher one",
            "log_uniform" or "log_int" when low <= 0 => $"'{name}' has a logarithmic scale, so its numbers must be above zero",
            "int" or "log_int" when !double.IsInteger(low) || !double.IsInteger(high) || high - low > 1e15 => $"'{name}' goes from one whole number to another",
            "step" when numbers[2] <= 0 => "the step must be above zero",
            "step" when (high - low) / numbers[2] > MostSteps => $"these are more than {MostSteps:0} steps",
            "step" when Math.Max(Math.Abs(low), Math.Abs(high)) > 1e15 || numbers[2] < 1e-12 => "these numbers are too large or too fine for steps",
            _ => null,
        };
    }

    private static ValueRange Make(SourceSpan span, string name, double low, double high, double by) => name switch
    {
        "uniform" => new ContinuousRange(span, low, high, at => low + (at * (high - low))),
        "log_uniform" => new ContinuousRange(span, low, high, at => low * Math.Exp(at * Math.Log(high / low))),
        "normal" => new ContinuousRange(span, double.NegativeInfinity, double.PositiveInfinity, at => low + (high * NormalQuantile.At(Math.Clamp(at, 1e-12, 1 - 1e-12)))),
        "log_int" => new ContinuousRange(span, low, high, at => Math.Floor(low * Math.Exp(at * Math.Log((high + 1) / low)))),
        "int" => new SteppedRange(span, low, 1, (long)(high - low) + 1),
        _ => new SteppedRange(span, low, by, (long)Math.Floor(((high - low) / by) + 1e-9) + 1),
    };
}
