using ExperimentRunner.Components.Events;
using ScottPlot;
using SkiaSharp;

namespace ExperimentRunner.Pictures;

/// <summary>
/// The curves of a run in one picture: a panel for each figure, all of one size, and in each a line for every set that it was measured on.
/// A set has the same colour in all panels; the names of sets stand above them.
/// </summary>
internal sealed class LearningCurves
{
    private const int PanelWidth = 520;
    private const int PanelHeight = 340;
    private const int MostPanels = 24;
    private const int FewPanels = 4; // as many stand in two columns, more in three
    private const int Margin = 16;
    private const int LegendRow = 28;
    private const float Scale = 2; // for paper, and for pages that are enlarged

    private static readonly ScottPlot.Palettes.Category10 Colors = new();

    private readonly OrderedDictionary<string, OrderedDictionary<string, Curve>> panels = new(StringComparer.Ordinal);
    private readonly List<string> sets = ["train", "val", "test"];
    private bool isByEpoch = true;

    /// <summary>Takes a line of figures in.</summary>
    internal void Add(ScalarsLogged line)
    {
        isByEpoch &= line.Epoch is not null;
        foreach (var (name, value) in line.Values)
        {
            CurveOf(name).Add(line.Epoch ?? line.Step, value);
        }
    }

    /// <summary>The picture as PNG; null where there is nothing to draw.</summary>
    internal byte[]? Png()
    {
        var drawn = panels.Select(panel => (Figure: panel.Key, Curves: panel.Value.Where(curve => curve.Value.Points.Count > 0).ToArray()))
            .Where(panel => panel.Curves.Length > 0).OrderByDescending(panel => panel.Curves.Length).Take(MostPanels).ToArray();
        if (drawn.Length == 0)
        {
            return null;
        }

        var shared = drawn.Where(panel => panel.Curves.Length > 1).ToArray(); // a panel of one set has its name in the title
        string[] named = [.. sets.Where(set => set.Length > 0 && shared.Any(panel => panel.Curves.Any(curve => curve.Key == set)))];
        var columns = Math.Min(drawn.Length, drawn.Length <= FewPanels ? 2 : 3);
        var rows = (drawn.Length + columns - 1) / columns;
        using var font = PictureFont.Of(17);
        var legend = Legend(named, font, (columns * PanelWidth) - (2 * Margin));
        var top = (legend.Select(entry => entry.Row).DefaultIfEmpty(-1).Max() + 1) * LegendRow + (Margin / 2);
        using var surface = SKSurface.Create(new SKImageInfo((int)(columns * PanelWidth * Scale), (int)(((rows * PanelHeight) + top) * Scale)));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        Draw(surface.Canvas, legend, font);
        var until = drawn.Max(panel => panel.Curves.Max(curve => curve.Value.Points[^1].X));
        for (var index = 0; index < drawn.Length; index++)
        {
            var inRow = Math.Min(columns, drawn.Length - (index / columns * columns)); // a last row of fewer panels stands in the middle
            var left = ((columns - inRow) * PanelWidth / 2f) + (index % columns * PanelWidth);
            using var plot = PlotOf(drawn[index].Figure, drawn[index].Curves, until);
            plot.Render(surface.Canvas, new PixelRect(new Pixel(left, top + (index / columns * PanelHeight)), PanelWidth, PanelHeight));
        }

        using var picture = surface.Snapshot();
        using var png = picture.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private Curve CurveOf(string name)
    {
        var (set, figure) = name.Split('/', 2) is [var before, var after] ? (before, after) : ("", name);
        var curves = panels.TryGetValue(figure, out var known) ? known : panels[figure] = new(StringComparer.Ordinal);
        if (!sets.Contains(set))
        {
            sets.Add(set);
        }

        return curves.TryGetValue(set, out var curve) ? curve : curves[set] = new Curve();
    }

    private Plot PlotOf(string figure, KeyValuePair<string, Curve>[] curves, double until) => CurvePanel.Plot(
        figure, isByEpoch ? "epoch" : "step", until, [.. curves.Select(curve => (curve.Key, ColorOf(curve.Key), curve.Value))]);

    private Color ColorOf(string set) => Colors.GetColor(sets.IndexOf(set));

    /// <summary>Where the names of the sets stand: side by side, in as many rows as they need.</summary>
    private static List<(string Set, float Left, int Row)> Legend(string[] named, SKFont font, int width)
    {
        var entries = new List<(string, float, int)>();
        var (left, row) = (0f, 0);
        foreach (var set in named)
        {
            var needed = font.MeasureText(set) + (4 * Margin);
            (left, row) = left > 0 && left + needed > width ? (0, row + 1) : (left, row);
            entries.Add((set, left + Margin, row));
            left += needed;
        }

        return entries;
    }

    private void Draw(SKCanvas canvas, List<(string Set, float Left, int Row)> legend, SKFont font)
    {
        using var text = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        foreach (var (set, left, row) in legend)
        {
            using var line = new SKPaint { Color = ColorOf(set).ToSKColor(), StrokeWidth = 4, IsAntialias = true };
            var middle = (row * LegendRow) + (Margin / 2) + (LegendRow / 2f);
            canvas.DrawLine(left, middle, left + (1.5f * Margin), middle, line);
            canvas.DrawText(set, left + (2 * Margin), middle + (font.Size * 0.36f), font, text);
        }
    }
}
