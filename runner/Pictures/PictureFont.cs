using System.Globalization;
using SkiaSharp;

namespace ExperimentRunner.Pictures;

/// <summary>The font of pictures: a plain one of this machine. On a machine without fonts pictures have no text.</summary>
internal static class PictureFont
{
    private static readonly string[] Wanted = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Open Sans", "Arial"];

    /// <summary>Whether this machine has any font.</summary>
    internal static bool IsThere => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>The name of its family.</summary>
    internal static string Family { get; } = Wanted.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains) ?? SKTypeface.Default.FamilyName;

    /// <summary>The font in a size, in pixels.</summary>
    internal static SKFont Of(float size) => new(SKTypeface.FromFamilyName(Family), size);

    /// <summary>The font in the size of another that has all letters of a text; the other's own where no font of this machine has.</summary>
    internal static SKFont For(string text, SKFont like) =>
        Missing(text, like.Typeface) is { } missing && SKFontManager.Default.MatchCharacter(missing) is { } other ? new SKFont(other, like.Size) : new SKFont(like.Typeface, like.Size);

    /// <summary>Whether a font of this machine has all letters of a text.</summary>
    internal static bool CanWrite(string text, SKFont font)
    {
        using var found = For(text, font);
        return Missing(text, found.Typeface) is null;
    }

    /// <summary>A text that is no wider than there is room, in pixels; where it is cut, it says so.</summary>
    internal static string Fit(string text, SKFont font, float width)
    {
        var whole = new StringInfo(text);
        var length = whole.LengthInTextElements;
        var fitting = text;
        while (length > 1 && font.MeasureText(fitting) > width)
        {
            fitting = whole.SubstringByTextElements(0, --length) + "…";
        }

        return fitting;
    }

    private static int? Missing(string text, SKTypeface typeface)
    {
        foreach (var letter in text.EnumerateRunes())
        {
            if (!typeface.ContainsGlyph(letter.Value))
            {
                return letter.Value;
            }
        }

        return null;
    }
}
