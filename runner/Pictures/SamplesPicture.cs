using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Events;
using SkiaSharp;

namespace ExperimentRunner.Pictures;

/// <summary>Samples side by side, each with its label, pixels as they are.</summary>
internal static class SamplesPicture
{
    private const int Columns = 8;
    private const int Tile = 96; // what a tile is enlarged to at least, by a whole number
    private const int Gap = 6;
    private const int TextHeight = 20;

    /// <summary>The picture as PNG; null where there are no images.</summary>
    internal static byte[]? Png(IReadOnlyList<LoggedImage> images)
    {
        if (images.Count == 0)
        {
            return null;
        }

        var scale = Math.Max(1, Tile / Math.Max(images[0].Height, images[0].Width));
        var (width, height) = ((images[0].Width * scale) + Gap, (images[0].Height * scale) + TextHeight + Gap);
        var (columns, rows) = (Math.Min(Columns, images.Count), (images.Count + Columns - 1) / Columns);
        using var surface = SKSurface.Create(new SKImageInfo((columns * width) + Gap, (rows * height) + Gap));
        surface.Canvas.Clear(SKColors.White);
        using var font = PictureFont.Of(13);
        for (var index = 0; index < images.Count; index++)
        {
            Draw(surface.Canvas, images[index], new SKPoint(Gap + (index % columns * width), Gap + (index / columns * height)), scale, font);
        }

        using var picture = surface.Snapshot();
        using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private static void Draw(SKCanvas canvas, LoggedImage image, SKPoint corner, int scale, SKFont font)
    {
        using var bitmap = BitmapOf(image);
        using var tile = SKImage.FromBitmap(bitmap);
        var place = SKRect.Create(corner.X, corner.Y, image.Width * scale, image.Height * scale);
        canvas.DrawImage(tile, place, new SKSamplingOptions(SKFilterMode.Nearest));
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var fit = PictureFont.For(image.Label, font);
        canvas.DrawText(PictureFont.Fit(image.Label, fit, place.Width), place.MidX, place.Bottom + TextHeight - 6, SKTextAlign.Center, fit, ink);
    }

    private static SKBitmap BitmapOf(LoggedImage image)
    {
        var bitmap = new SKBitmap(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            bitmap.SetPixel(pixel % image.Width, pixel / image.Width, new SKColor(Value(image, 0, pixel), Value(image, 1, pixel), Value(image, 2, pixel)));
        }

        return bitmap;
    }

    /// <summary>A gray image has one channel for all.</summary>
    private static byte Value(LoggedImage image, int channel, int pixel) =>
        image.Pixels.Span[(Math.Min(channel, image.Channels - 1) * image.Width * image.Height) + pixel];
}
