using System.Globalization;
using System.Text.RegularExpressions;

namespace ExperimentRunner.Tests.Mlflow.FakeServer;

/// <summary>A filter in MLflow's language: comparisons joined by <c>and</c>.</summary>
internal sealed partial class Filter
{
    private readonly List<(string Entity, string Key, string Operator, string Value)> comparisons = [];

    internal Filter(string? text)
    {
        var rest = text?.Trim() ?? "";
        while (rest.Length > 0)
        {
            var match = Comparison().Match(rest);
            if (!match.Success)
            {
                throw Refusal.Invalid($"Invalid clause(s) in filter string: '{rest}'");
            }

            comparisons.Add((Entity(match.Groups["entity"].Value), match.Groups["key"].Value.Trim('`', '"'), match.Groups["op"].Value.ToUpperInvariant(), match.Groups["value"].Value));
            rest = rest[match.Length..];
        }
    }

    /// <summary>Whether something fits.</summary>
    /// <param name="read">Gives a value by entity (<c>tag</c>, <c>param</c>, <c>metric</c>, <c>attribute</c>) and key: text, number, or null.</param>
    internal bool Fits(Func<string, string, object?> read) => comparisons.All(comparison => Fits(comparison, read(comparison.Entity, comparison.Key)));

    private static bool Fits((string Entity, string Key, string Operator, string Value) comparison, object? found) => found switch
    {
        null => false, // as in SQL, also for !=
        string text => Compare(text, comparison.Operator, Unquoted(comparison)),
        _ => Compare(Convert.ToDouble(found, CultureInfo.InvariantCulture), comparison.Operator, Number(comparison)),
    };

    private static bool Compare(string found, string how, string wanted) => how switch
    {
        "=" => found == wanted,
        "!=" => found != wanted,
        "LIKE" => Like(wanted, RegexOptions.None).IsMatch(found),
        "ILIKE" => Like(wanted, RegexOptions.IgnoreCase).IsMatch(found),
        _ => throw Refusal.Invalid($"Invalid comparator '{how}'"),
    };

    private static bool Compare(double found, string how, double wanted) => how switch
    {
        "=" => found == wanted,
        "!=" => found != wanted,
        "<" => found < wanted,
        "<=" => found <= wanted,
        ">" => found > wanted,
        ">=" => found >= wanted,
        _ => throw Refusal.Invalid($"Invalid comparator '{how}'"),
    };

    private static Regex Like(string pattern, RegexOptions options) =>
        new($"^{Regex.Escape(pattern).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal)}$", options | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static string Unquoted((string Entity, string Key, string Operator, string Value) comparison) => comparison.Value[0] is '\'' or '"'
        ? comparison.Value[1..^1]
        : throw Refusal.Invalid($"Expected a quoted string value for {comparison.Entity} (e.g. 'my-value'). Got value {comparison.Value}");

    private static double Number((string Entity, string Key, string Operator, string Value) comparison) =>
        double.TryParse(comparison.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Invalid($"Expected numeric value type for {comparison.Entity}. Found {comparison.Value}");

    private static string Entity(string written) => written switch
    {
        "" or "attribute" or "attributes" or "attr" or "run" => "attribute",
        "tag" or "tags" => "tag",
        "param" or "params" or "parameter" or "parameters" => "param",
        "metric" or "metrics" => "metric",
        _ => throw Refusal.Invalid($"Invalid entity type '{written}'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"),
    };

    [GeneratedRegex("""^(?:(?<entity>\w+)\.)?(?<key>`[^`]+`|"[^"]+"|[\w.]+)\s*(?<op>!=|<=|>=|=|<|>|I?LIKE\b)\s*(?<value>'[^']*'|"[^"]*"|[-+.\w]+)\s*(?:\band\s+(?=\S)|$)""", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comparison();
}
