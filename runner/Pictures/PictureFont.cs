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
}
