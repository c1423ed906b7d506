using System.Buffers;
using System.Globalization;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>What a plain scalar means: the core schema of YAML 1.2, in which <c>no</c> is a text and <c>1e-3</c> a number.</summary>
internal static class CoreSchema
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.eE");

    public static bool IsNull(string text) => text is "null" or "Null" or "NULL" or "~" or "";

    public static bool? Boolean(string text) => text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    /// <summary>A decimal, <c>0x1F</c> or <c>0o17</c>; null where it is none or too large.</summary>
    public static long? Integer(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && hex >= 0
                ? hex : null;
        }

        if (text.StartsWith("0o", StringComparison.Ordinal))
        {
            return Octal(text.AsSpan(2));
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    public static double? Number(string text)
    {
        switch (text)
        {
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return double.PositiveInfinity;
            case "-.inf" or "-.Inf" or "-.INF":
                return double.NegativeInfinity;
            case ".nan" or ".NaN" or ".NAN":
                return double.NaN;
        }

        if (Integer(text) is { } whole)
        {
            return whole;
        }

        // The parser alone would also take 'Infinity' and 'NaN', which YAML reads as text.
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return text.AsSpan().ContainsAnyInRange('0', '9') && text.AsSpan().IndexOfAnyExcept(NumberCharacters) < 0
            && double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)
            ? value : null;
    }

    public static bool IsText(string text) => !IsNull(text) && Boolean(text) is null && Number(text) is null;

    public static string Noun(string text) =>
        Boolean(text) is not null ? "a truth value" : Number(text) is not null ? "a number" : "a text";

    private static long? Octal(ReadOnlySpan<char> digits)
    {
        if (digits.Length is 0 or > 20 || digits.IndexOfAnyExceptInRange('0', '7') >= 0)
        {
            return null;
        }

        var value = 0L;
        foreach (var digit in digits)
        {
            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }
}
