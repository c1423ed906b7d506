using System.Globalization;
using System.Text.RegularExpressions;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Registry.Binding;

/// <summary>How people and other programs write values, and what that is here.</summary>
internal static partial class ForeignText
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ep"] = "ep", ["eps"] = "ep", ["e"] = "ep", ["epoch"] = "ep", ["epochs"] = "ep",
        ["it"] = "it", ["its"] = "it", ["iter"] = "it", ["iters"] = "it", ["iteration"] = "it", ["iterations"] = "it",
        ["step"] = "it", ["steps"] = "it", ["batch"] = "it", ["batches"] = "it",
        ["s"] = "s", ["sec"] = "s", ["secs"] = "s", ["second"] = "s", ["seconds"] = "s",
        ["m"] = "min", ["min"] = "min", ["mins"] = "min", ["minute"] = "min", ["minutes"] = "min",
        ["h"] = "h", ["hr"] = "h", ["hrs"] = "h", ["hour"] = "h", ["hours"] = "h",
    };

    private static readonly Dictionary<string, string> Characters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tab"] = "\\t", ["\\t"] = "\\t", ["comma"] = ",", ["semicolon"] = ";", ["space"] = " ", ["blank"] = " ", ["pipe"] = "|", ["colon"] = ":", ["point"] = ".", ["dot"] = ".",
    };

    /// <summary>Single values that a text may mean, the likeliest first.</summary>
    public static IEnumerable<string> Values(string text)
    {
        switch (text.ToUpperInvariant())
        {
            case "YES" or "ON" or "1" or "TRUE" or "ENABLED":
                yield return "true";
                break;
            case "NO" or "OFF" or "0" or "FALSE" or "NONE" or "NULL" or "NIL" or "DISABLED":
                yield return "false";
                yield return "none";
                break;
        }

        if (CoreSchema.Number(text) is { } number && double.IsInteger(number) && Math.Abs(number) < 1e15)
        {
            yield return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        // A comparison in front, digits in groups, a decimal comma, and dashes that are no minus.
        var plain = Dashes.Replace(text.TrimStart('<', '>', '=', '≤', '≥', '~', '≈', ' '), "-").Replace("_", "", StringComparison.Ordinal).Replace(',', '.').Trim();
        if (plain != text && CoreSchema.Number(plain) is not null)
        {
            yield return plain;
        }

        if (plain is [.., '%'] && CoreSchema.Number(plain[..^1].Trim()) is { } percent)
        {
            yield return ScalarText.Of((double)((decimal)percent / 100));
        }

        if (Quantity(plain) is { } quantity)
        {
            yield return quantity.ToString();
            yield return quantity.Number.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The single character that a word names, as it is written in double quotes; null where it names none.</summary>
    public static string? Character(string text) => Characters.GetValueOrDefault(text);

    /// <summary>The parts of a text that others read as a list: <c>a, b</c>, <c>(16, 8)</c>, <c>16x16</c>, <c>16 8</c>; fewer than two where it is none.</summary>
    public static IReadOnlyList<string> Items(string text)
    {
        var inner = text.Trim().Trim('(', ')', '[', ']', '{', '}').Trim();
        return Sizes.IsMatch(inner)
            ? inner.Split(['x', 'X', '×'], StringSplitOptions.TrimEntries)
            : inner.Split(inner.Contains(',', StringComparison.Ordinal) ? ',' : inner.Contains(';', StringComparison.Ordinal) ? ';' : ' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A number with a unit in whatever words, or several of one kind added up: <c>2 epochs</c>, <c>1h30m</c>.</summary>
    private static Quantity? Quantity(string text)
    {
        if (Amounts.Match(text) is not { Success: true } match)
        {
            return null;
        }

        var numbers = match.Groups["number"].Captures.Select(capture => double.Parse(capture.Value, CultureInfo.InvariantCulture)).ToArray();
        var units = match.Groups["unit"].Captures.Select(capture => Units.GetValueOrDefault(capture.Value)).ToArray();
        if (units is [{ } one])
        {
            return new Quantity(numbers[0], one);
        }

        if (units.Any(unit => unit is not ("h" or "min" or "s")))
        {
            return null;
        }

        var seconds = numbers.Zip(units, (number, unit) => number * (unit == "h" ? 3600 : unit == "min" ? 60 : 1)).Sum();
        return seconds % 60 == 0 ? new Quantity(seconds / 60, "min") : new Quantity(seconds, "s");
    }

    [GeneratedRegex("[‐‑‒–—―−]", RegexOptions.None, 1000)]
    private static partial Regex Dashes { get; }

    [GeneratedRegex(@"^\d+(\s*[xX×]\s*\d+)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sizes { get; }

    [GeneratedRegex(@"^((?<number>\d+(\.\d+)?)\s*(?<unit>[A-Za-z]+)[\s,]*)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Amounts { get; }
}
