using System.Globalization;
using ExperimentRunner.Components.Events;
using ScottPlot;

namespace ExperimentRunner.Pictures;

/// <summary>The curves of a run in one picture: a panel for each figure, a line for each set that it was measured on.</summary>
internal sealed class LearningCurves
{
    private const int Columns = 2;
    private const int PanelWidth = 640;
    private const int PanelHeight = 380;
    private const int MostPanels = 24;

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
        var drawn = panels.Where(panel => panel.Value.Values.Any(curve => curve.Points.Count > 0))
            .OrderByDescending(panel => panel.Value.Count).Take(MostPanels).ToArray();
        if (drawn.Length == 0)
        {
            return null;
        }

        var picture = new Multiplot();
        picture.AddPlots(drawn.Length);
        var (columns, rows) = (Math.Min(Columns, drawn.Length), (drawn.Length + Columns - 1) / Columns);
        picture.Layout = new ScottPlot.MultiplotLayouts.Grid(rows, columns);
        foreach (var (plot, (name, curves)) in picture.GetPlots().Zip(drawn))
        {
            Draw(plot, name, curves);
        }

        return picture.Render(columns * PanelWidth, rows * PanelHeight).GetImageBytes(ImageFormat.Png);
    }

    private Curve CurveOf(string name)
    {
        var (set, figure) = name.Split('/', 2) is [var before, var after] ? (before, after) : ("", name);
        var curves = panels.TryGetValue(figure, out var known) ? known : panels[figure] = new(StringComparer.Ordinal);
        return curves.TryGetValue(set, out var curve) ? curve : curves[set] = new Curve();
    }

    private void Draw(Plot plot, string figure, OrderedDictionary<string, Curve> curves)
    {
        var drawn = curves.Where(curve => curve.Value.Points.Count > 0).ToArray();
        plot.Font.Set(PictureFont.Family);
        plot.Title(drawn is [{ Key: not "" and var only }] ? $"{only}/{figure}" : figure);
        plot.XLabel(isByEpoch ? "epoch" : "step");
        foreach (var (set, curve) in drawn)
        {
            Draw(plot, set, curve.Points);
        }

        if (drawn.Length > 1)
        {
            plot.Legend.Orientation = Orientation.Horizontal;
            plot.ShowLegend(Edge.Bottom);
        }
        else
        {
            plot.HideLegend();
        }
    }

    /// <summary>A figure that was measured once, as on a test set, is a level to compare with.</summary>
    private void Draw(Plot plot, string set, IReadOnlyList<(double X, double Y)> points)
    {
        var color = ColorOf(set);
        if (points is [var only])
        {
            var level = plot.Add.HorizontalLine(only.Y, 1.5f, color, LinePattern.Dashed);
            level.LegendText = string.Create(CultureInfo.InvariantCulture, $"{set} {only.Y:G4}").Trim();
            return;
        }

        var line = plot.Add.ScatterLine(points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray(), color);
        line.LegendText = set;
        line.LineWidth = 1.5f;
    }

    /// <summary>A set has one colour in all panels.</summary>
    private Color ColorOf(string set)
    {
        var place = sets.IndexOf(set);
        if (place < 0)
        {
            sets.Add(set);
            place = sets.Count - 1;
        }

        return Colors.GetColor(place);
    }
}
