using System.Buffers;
using System.Globalization;

namespace ExperimentRunner.Registry.Expressions;

/// <summary>
/// The one lexer: walks over a scalar's text and takes numbers, names and symbols off it. Every grammar of the language is a
/// few calls of these, so that positions and rules of spelling are the same everywhere.
/// </summary>
public sealed class ExpressionReader(string text, int start = 0)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(".,:=!(){}[]\"'$*<>+ \t\r\n");

    /// <summary>The text.</summary>
    public string Text { get; } = text;

    /// <summary>The offset of the next character.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Whether nothing is left.</summary>
    public bool AtEnd => Position >= Text.Length;

    /// <summary>Steps over spaces.</summary>
    public void SkipSpaces()
    {
        while (!AtEnd && char.IsWhiteSpace(Text[Position]))
        {
            Position++;
        }
    }

    /// <summary>Takes a symbol if it comes next.</summary>
    public bool TryTake(string symbol)
    {
        if (string.CompareOrdinal(Text, Position, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        Position += symbol.Length;
        return true;
    }

    /// <summary>
    /// Takes everything up to the brace that closes one which was opened before, and the brace; null, and nothing taken, where it does
    /// not come. A <c>${…}</c> within has a closing brace of its own.
    /// </summary>
    public string? TakeBraced()
    {
        var depth = 1;
        for (var i = Position; i < Text.Length; i++)
        {
            depth += Text[i] == '}' ? -1 : Text[i] == '{' && i > Position && Text[i - 1] == '$' ? 1 : 0;
            if (depth == 0)
            {
                var taken = Text[Position..i];
                Position = i + 1;
                return taken;
            }
        }

        return null;
    }

    /// <summary>
    /// Takes a name, plain or in double quotes; null where none comes. Slashes and dashes belong to names (<c>val/accuracy</c>),
    /// so operators made of them need spaces around.
    /// </summary>
    public string? TakeName()
    {
        if (!AtEnd && Text[Position] == '"')
        {
            return TakeQuoted();
        }

        var length = Text.AsSpan(Position).IndexOfAny(NameEnds) is >= 0 and var end ? end : Text.Length - Position;
        Position += length;
        return length == 0 ? null : Text.Substring(Position - length, length);
    }

    /// <summary>Takes a number, with fraction and exponent; null where none comes. A unit may follow at once.</summary>
    public double? TakeNumber()
    {
        var end = Position;
        end += end < Text.Length && Text[end] is '+' or '-' ? 1 : 0;
        end = SkipDigits(end);
        end = end < Text.Length && Text[end] == '.' ? SkipDigits(end + 1) : end;

        // The e of '1ep' is a unit, the e of '1e-3' is not: an exponent has digits.
        if (end < Text.Length && Text[end] is 'e' or 'E')
        {
            var sign = end + 1 < Text.Length && Text[end + 1] is '+' or '-' ? 1 : 0;
            var exponent = SkipDigits(end + 1 + sign);
            end = exponent > end + 1 + sign ? exponent : end;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(Text.AsSpan(Position, end - Position), Style, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        Position = end;
        return number;
    }

    private int SkipDigits(int from)
    {
        while (from < Text.Length && char.IsAsciiDigit(Text[from]))
        {
            from++;
        }

        return from;
    }

    private string? TakeQuoted()
    {
        var from = Position;
        var name = new System.Text.StringBuilder();
        for (var i = from + 1; i < Text.Length; i++)
        {
            if (Text[i] == '"')
            {
                Position = i + 1;
                return name.ToString();
            }

            i += Text[i] == '\\' && i + 1 < Text.Length ? 1 : 0;
            name.Append(Text[i]);
        }

        return null;
    }
}
