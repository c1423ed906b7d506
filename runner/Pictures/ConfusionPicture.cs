using System.Globalization;
using ExperimentRunner.Components.Metrics;
using SkiaSharp;

namespace ExperimentRunner.Pictures;

/// <summary>A confusion matrix as a picture: a cell is as dark as its share of its true class, and holds its count.</summary>
internal static class ConfusionPicture
{
    private const int LargestPicture = 1200;
    private const int LargestCell = 64;
    private const int SmallestCellWithText = 22;
    private const int SmallestName = 12; // pixels from one name to the next
    private const int Margin = 16;
    private const int WidestName = 150;

    private static readonly SKColor Dark = new(8, 48, 107);

    /// <summary>The picture as PNG; null where the table does not count the same classes in rows and columns.</summary>
    /// <param name="title">What stands above it.</param>
    /// <param name="table">The true classes in rows, those that were taken in columns.</param>
    internal static byte[]? Png(string title, MetricTable table)
    {
        var classes = table.Rows.Count;
        if (classes == 0 || table.Columns.Count != classes || table.Values.Count != classes || table.Values.Any(row => row.Count != classes || row.Any(value => value < 0)))
        {
            return null;
        }

        var cell = Math.Clamp(LargestPicture / classes, 1, LargestCell);
        using var font = PictureFont.Of(Math.Clamp(cell * 0.36f, 9, 15));
        string[] rows = [.. table.Rows.Select((name, place) => NameOf(name, place, font))], columns = [.. table.Columns.Select((name, place) => NameOf(name, place, font))];
        var names = (int)rows.Concat(columns).Max(name => Width(name, font)) + Margin;
        var (left, top) = ((2 * Margin) + names, (4 * Margin) + names);
        using var titleFont = PictureFont.Of(16);
        var width = Math.Max(left + (classes * cell), (int)titleFont.MeasureText(title) + Margin) + (2 * Margin);
        using var surface = SKSurface.Create(new SKImageInfo(width, top + (classes * cell) + (2 * Margin)));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        DrawTitles(canvas, title, titleFont, left, classes * cell, top);
        DrawCells(canvas, table, new SKPoint(left, top), cell, cell >= SmallestCellWithText ? font : null);
        DrawNames(canvas, rows, columns, new SKPoint(left, top), cell, font);

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private static void DrawTitles(SKCanvas canvas, string title, SKFont large, int left, int size, int top)
    {
        using var paint = Ink(SKColors.Black);
        using var small = PictureFont.Of(13);
        canvas.DrawText(title, 2 * Margin, (1.5f * Margin) + 2, large, paint);
        canvas.DrawText("predicted", left + (size / 2f), 2.8f * Margin, SKTextAlign.Center, small, paint);
        canvas.Save();
        canvas.RotateDegrees(-90, Margin, top + (size / 2f));
        canvas.DrawText("true", Margin, top + (size / 2f), SKTextAlign.Center, small, paint);
        canvas.Restore();
    }

    private static void DrawCells(SKCanvas canvas, MetricTable table, SKPoint corner, int cell, SKFont? font)
    {
        for (var row = 0; row < table.Rows.Count; row++)
        {
            var total = Math.Max(1, table.Values[row].Sum());
            for (var column = 0; column < table.Columns.Count; column++)
            {
                DrawCell(canvas, new SKPoint(corner.X + (column * cell), corner.Y + (row * cell)), cell, table.Values[row][column], table.Values[row][column] / total, font);
            }
        }

        using var frame = Ink(SKColors.Gray);
        frame.Style = SKPaintStyle.Stroke;
        canvas.DrawRect(corner.X, corner.Y, table.Columns.Count * cell, table.Rows.Count * cell, frame);
    }

    private static void DrawCell(SKCanvas canvas, SKPoint corner, int cell, double value, double share, SKFont? font)
    {
        using var fill = Ink(Shade(share));
        canvas.DrawRect(corner.X, corner.Y, cell, cell, fill);
        if (font is not null && value > 0)
        {
            using var ink = Ink(share > 0.5 ? SKColors.White : SKColors.Black);
            canvas.DrawText(value.ToString("G4", CultureInfo.InvariantCulture), corner.X + (cell / 2f), corner.Y + ((cell + (font.Size * 0.7f)) / 2), SKTextAlign.Center, font, ink);
        }
    }

    /// <summary>Where there are more classes than names that fit, every so many of them are named.</summary>
    private static void DrawNames(SKCanvas canvas, string[] rows, string[] columns, SKPoint corner, int cell, SKFont font)
    {
        using var ink = Ink(SKColors.Black);
        for (var index = 0; index < rows.Length; index += (SmallestName + cell - 1) / cell)
        {
            var middle = (index * cell) + ((cell + (font.Size * 0.7f)) / 2);
            using var rowFont = PictureFont.For(rows[index], font);
            canvas.DrawText(rows[index], corner.X - 6, corner.Y + middle, SKTextAlign.Right, rowFont, ink);
            canvas.Save();
            canvas.RotateDegrees(-90, corner.X + middle, corner.Y - 6);
            using var columnFont = PictureFont.For(columns[index], font);
            canvas.DrawText(columns[index], corner.X + middle, corner.Y - 6, SKTextAlign.Left, columnFont, ink);
            canvas.Restore();
        }
    }

    /// <summary>From white to dark blue; the root lets rare mistakes be seen.</summary>
    private static SKColor Shade(double share)
    {
        var depth = (float)Math.Sqrt(share);
        byte Mix(byte dark) => (byte)(byte.MaxValue + ((dark - byte.MaxValue) * depth));
        return new SKColor(Mix(Dark.Red), Mix(Dark.Green), Mix(Dark.Blue));
    }

    private static SKPaint Ink(SKColor color) => new() { Color = color, IsAntialias = true };

    /// <summary>A class whose name no font of this machine can write goes by its number, from 1, in the table's order.</summary>
    private static string NameOf(string name, int place, SKFont font)
    {
        using var fit = PictureFont.For(name, font);
        return PictureFont.CanWrite(name, font) ? PictureFont.Fit(name, fit, WidestName) : string.Create(CultureInfo.InvariantCulture, $"class {place + 1}");
    }

    private static float Width(string name, SKFont font)
    {
        using var fit = PictureFont.For(name, font);
        return fit.MeasureText(name);
    }
}
