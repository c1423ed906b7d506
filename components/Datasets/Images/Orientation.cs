using SkiaSharp;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Where the pixels of an upright image stand in one that a camera took sideways or upside down, as its EXIF data say.</summary>
/// <param name="Height">Rows of the upright image.</param>
/// <param name="Width">Columns of the upright image.</param>
/// <param name="Start">Where its first pixel stands.</param>
/// <param name="Right">From there to the next pixel of its row.</param>
/// <param name="Down">From there to the next row.</param>
internal readonly record struct Orientation(int Height, int Width, int Start, int Right, int Down)
{
    /// <summary>The way to read an image upright.</summary>
    /// <param name="origin">Where its first pixel belongs.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    public static Orientation Of(SKEncodedOrigin origin, int height, int width)
    {
        var (last, lastRow) = ((height * width) - 1, (height - 1) * width);
        return origin switch
        {
            SKEncodedOrigin.TopRight => new(height, width, width - 1, -1, width),
            SKEncodedOrigin.BottomRight => new(height, width, last, -1, -width),
            SKEncodedOrigin.BottomLeft => new(height, width, lastRow, 1, -width),
            SKEncodedOrigin.LeftTop => new(width, height, 0, width, 1),
            SKEncodedOrigin.RightTop => new(width, height, lastRow, -width, 1),
            SKEncodedOrigin.RightBottom => new(width, height, last, -width, -1),
            SKEncodedOrigin.LeftBottom => new(width, height, width - 1, width, -1),
            _ => new(height, width, 0, 1, width),
        };
    }
}
