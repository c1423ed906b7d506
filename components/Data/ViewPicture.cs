namespace ExperimentRunner.Components.Data;

/// <summary>A small picture that is still being drawn: channels, rows, columns of bytes.</summary>
/// <param name="channels">1 for gray, 3 for red, green and blue.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="pixels">Channels, rows, columns.</param>
/// <param name="scale">How many of its pixels stand for one of the sample, at most 1.</param>
public sealed class ViewPicture(int channels, int height, int width, byte[] pixels, double scale = 1)
{
    private static readonly (byte Red, byte Green, byte Blue)[] Colors =
        [(230, 57, 70), (42, 157, 143), (255, 183, 3), (69, 123, 157), (155, 93, 229), (244, 140, 6), (0, 187, 249), (112, 224, 0)];

    /// <summary>The longest side of a picture, in pixels: pictures travel as events.</summary>
    public const long LargestSide = 64;

    private int channels = channels;
    private byte[] pixels = pixels;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>A color for a class; neighbours differ.</summary>
    public static (byte Red, byte Green, byte Blue) ColorOf(int index) => Colors[(int)((uint)index % Colors.Length)];

    /// <summary>Mixes a color into pixels.</summary>
    /// <param name="isMeant">Which pixels, by row and column of the picture.</param>
    /// <param name="color">The color.</param>
    /// <param name="opacity">How much of it, in [0, 1].</param>
    public void Tint(Func<int, int, bool> isMeant, (byte Red, byte Green, byte Blue) color, double opacity)
    {
        BecomeColored();
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                if (isMeant(row, column))
                {
                    Mix(row, column, color, opacity);
                }
            }
        }
    }

    /// <summary>Draws the outline of a box.</summary>
    /// <param name="left">Its left border, in pixels of the sample.</param>
    /// <param name="top">Its upper border.</param>
    /// <param name="right">Its right border.</param>
    /// <param name="bottom">Its lower border.</param>
    /// <param name="color">The color.</param>
    public void Outline(double left, double top, double right, double bottom, (byte Red, byte Green, byte Blue) color)
    {
        int Place(double at, int size) => (int)Math.Clamp(Math.Floor(at * scale), 0, size - 1);
        var (first, last) = (Place(top, height), Place(bottom - 1e-6, height));
        var (start, end) = (Place(left, width), Place(right - 1e-6, width));
        Tint(
            (row, column) => row >= first && row <= last && column >= start && column <= end && (row == first || row == last || column == start || column == end),
            color, 1);
    }

    /// <summary>Draws a curve of values over the whole width, the smallest at the bottom.</summary>
    public static ViewPicture Curve(IReadOnlyList<double> values)
    {
        const int Side = (int)LargestSide;
        var picture = new ViewPicture(1, Side, Side, Enumerable.Repeat(byte.MaxValue, Side * Side).ToArray());
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (least, range) = (finite.Min(), Math.Max(finite.Max() - finite.Min(), 1e-12));
        int RowOf(int column)
        {
            var value = values.Count == 0 ? 0 : values[(int)((long)column * values.Count / Side)];
            return double.IsFinite(value) ? (int)Math.Round((Side - 1) * (1 - ((value - least) / range))) : Side - 1;
        }

        for (var column = 0; column < Side; column++)
        {
            var (row, before) = (RowOf(column), RowOf(Math.Max(0, column - 1)));
            for (var at = Math.Min(row, before); at <= Math.Max(row, before); at++)
            {
                picture.pixels[(at * Side) + column] = 0;
            }
        }

        return picture;
    }

    internal LoggedImage ToImage(string label) => new(label, channels, height, width, pixels);

    private void BecomeColored()
    {
        if (channels == 1)
        {
            (channels, pixels) = (3, [.. pixels, .. pixels, .. pixels]);
        }
    }

    private void Mix(int row, int column, (byte Red, byte Green, byte Blue) color, double opacity)
    {
        Span<byte> parts = [color.Red, color.Green, color.Blue];
        for (var channel = 0; channel < parts.Length; channel++)
        {
            ref var pixel = ref pixels[(((channel * height) + row) * width) + column];
            pixel = (byte)Math.Round((pixel * (1 - opacity)) + (parts[channel] * opacity));
        }
    }
}
