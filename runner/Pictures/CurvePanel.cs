using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ExperimentRunner.Pictures;

/// <summary>The curves of one figure.</summary>
internal static class CurvePanel
{
    private const int LongestName = 36;
    private const string LearningRate = "lr"; // a schedule falls to nothing, and is known by its shape
    private const double Decades = 100; // what falls to a hundredth is read on a logarithmic scale

    private const double Rounding = 1e-9; // means of one value, taken many times, differ by as little

    private static readonly PixelPadding Frame = new(left: 84, right: 24, bottom: 58, top: 44); // the same in all panels, so that they are of one size

    /// <summary>The panel.</summary>
    /// <param name="figure">What is shown.</param>
    /// <param name="axis">What it is shown by.</param>
    /// <param name="until">Where the axis ends; it begins at 0.</param>
    /// <param name="curves">The curves, each with a point at least, by their sets.</param>
    internal static Plot Plot(string figure, string axis, double until, IReadOnlyList<(string Set, Color Color, Curve Curve)> curves)
    {
        var plot = new Plot();
        plot.Font.Set(PictureFont.Family);
        plot.Title(Short(curves is [{ Set: not "" and var only }] ? $"{only}/{figure}" : figure), 18);
        plot.XLabel(axis, 15);
        plot.Axes.Left.TickLabelStyle.FontSize = plot.Axes.Bottom.TickLabelStyle.FontSize = 15;
        plot.Layout.Fixed(Frame);
        plot.HideLegend();
        plot.RenderManager.ClearCanvasBeforeEachRender = false; // it would be the canvas of all panels
        var values = curves.SelectMany(curve => curve.Curve.Points.Select(point => point.Y)).ToArray();
        var isLogarithmic = !figure.EndsWith(LearningRate, StringComparison.Ordinal) && IsLogarithmic(curves, values.Min(), values.Max());
        Func<double, double> height = isLogarithmic ? Math.Log10 : value => value;
        foreach (var (_, color, curve) in curves)
        {
            Draw(plot, color, [.. curve.Points.Select(point => new Coordinates(point.X, height(point.Y)))]);
        }

        foreach (var (_, color, curve) in curves.Where(curve => curve.Curve.Points.Count == 1))
        {
            var (x, y) = curve.Points[0];
            Tell(plot, color, new Coordinates(x, height(y)), y, isRight: x > until / 2, isHigh: y > (values.Min() + values.Max()) / 2);
        }

        if (isLogarithmic)
        {
            plot.Axes.Left.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = power => Label(Math.Pow(10, power)), MinorTickGenerator = new LogMinorTickGenerator() };
        }
        else
        {
            plot.Axes.Left.TickGenerator = new NumericAutomatic { LabelFormatter = IsNarrow(values.Min(), values.Max()) ? Whole : Label };
        }

        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = Label };
        var (low, high) = Padded(height(values.Min()), height(values.Max()));
        var end = until > 0 ? until : 1;
        plot.Axes.SetLimits(-0.02 * end, 1.03 * end, low, high);
        Note(plot, axis, curves);
        return plot;
    }

    /// <summary>A figure that was measured once, as on a test set, is a point.</summary>
    private static void Draw(Plot plot, Color color, Coordinates[] points)
    {
        if (points is [var only])
        {
            plot.Add.Marker(only, MarkerShape.FilledCircle, 11, color);
        }
        else
        {
            plot.Add.ScatterLine(points, color).LineWidth = 2;
        }
    }

    /// <summary>The value of a single point, beside it and inside the panel.</summary>
    private static void Tell(Plot plot, Color color, Coordinates point, double value, bool isRight, bool isHigh)
    {
        var label = plot.Add.Text(value.ToString("G4", CultureInfo.InvariantCulture), point);
        (label.LabelFontSize, label.LabelFontColor, label.LabelAlignment) = (15, color, isRight ? Alignment.MiddleRight : Alignment.MiddleLeft);
        label.LabelBackgroundColor = Colors.White.WithAlpha(0.8); // it stands where the curves end
        (label.OffsetX, label.OffsetY) = (isRight ? -10 : 10, isHigh ? 18 : -18);
    }

    /// <summary>What rises within 0 to 1, as accuracies do, is no matter of decades.</summary>
    private static bool IsLogarithmic(IReadOnlyList<(string Set, Color Color, Curve Curve)> curves, double low, double high) => low > 0 && high / low >= Decades
        && (high > 1 || curves.All(curve => curve.Curve.Points[^1].Y < curve.Curve.Points[0].Y));

    /// <summary>A curve that ends early since its values are no numbers any more looks as if training had ended.</summary>
    private static void Note(Plot plot, string axis, IReadOnlyList<(string Set, Color Color, Curve Curve)> curves)
    {
        string[] lost = [.. curves.Where(curve => curve.Curve.Lost is not null).Select(curve => $"{curve.Set} not finite from {axis} {Label(curve.Curve.Lost!.Value)} on".TrimStart())];
        if (lost.Length > 0)
        {
            var note = plot.Add.Annotation(string.Join('\n', lost), Alignment.UpperRight);
            (note.LabelFontSize, note.LabelFontColor, note.LabelShadowColor, note.LabelBorderColor) = (14, Colors.DarkRed, Colors.Transparent, Colors.Transparent);
            note.LabelBackgroundColor = Colors.White.WithAlpha(0.8);
        }
    }

    private static (double Low, double High) Padded(double low, double high)
    {
        var margin = Spread(low, high) > Rounding ? (high - low) * 0.08 : low == 0 ? 0.5 : Math.Abs(low) * 0.1;
        return (low - margin, high + margin);
    }

    /// <summary>Whether values differ so little that a few digits of each would be the same.</summary>
    private static bool IsNarrow(double low, double high) => Spread(low, high) is > Rounding and < 0.01;

    private static double Spread(double low, double high) => high > low ? (high - low) / Math.Max(Math.Abs(low), Math.Abs(high)) : 0;

    private static string Whole(double value) => value.ToString("G8", CultureInfo.InvariantCulture);

    private static string Label(double value) => value == 0 ? "0" : Math.Abs(value) is >= 1e-3 and < 1e5
        ? value.ToString("0.######", CultureInfo.InvariantCulture)
        : value.ToString("0.##e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);

    /// <summary>A name is told from others by its ends.</summary>
    private static string Short(string name) => name.Length <= LongestName ? name : $"{name[..(LongestName / 2)]}…{name[^((LongestName / 2) - 1)..]}";
}
