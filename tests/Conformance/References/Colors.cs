using ExperimentRunner.Components.Augmentations;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>The equations of <c>color_jitter</c>: brightness, contrast and saturation as factors, the hue by way of HSV as in Python's <c>colorsys</c>.</summary>
internal static class Colors
{
    /// <summary>The image with all four changed, in this order.</summary>
    /// <param name="jitter">How far.</param>
    /// <param name="image">Red, green and blue, or gray.</param>
    /// <param name="uniform">The draws.</param>
    public static double[][,] Jittered(ColorJitter jitter, double[][,] image, Func<int, double> uniform)
    {
        double Factor(int draw, double change) => Math.Max(0, 1 - change) + ((1 + change - Math.Max(0, 1 - change)) * uniform(draw));
        var columns = image[0].GetLength(1);
        double[][] pixels = [.. Enumerable.Range(0, image[0].Length).Select(place => Array.ConvertAll(image, plane => plane[place / columns, place % columns]))];
        pixels = [.. pixels.Select(pixel => Away(0, pixel, Factor(0, jitter.Brightness)))];
        var mean = pixels.Average(Gray);
        pixels = [.. pixels.Select(pixel => Away(mean, pixel, Factor(1, jitter.Contrast)))];
        pixels = [.. pixels.Select(pixel => Away(Gray(pixel), pixel, pixel.Length == 1 ? 1 : Factor(2, jitter.Saturation)))];
        pixels = [.. pixels.Select(pixel => Turned(pixel, ((2 * uniform(3)) - 1) * jitter.Hue))];
        return [.. image.Select((plane, channel) =>
        {
            var changed = new double[plane.GetLength(0), columns];
            for (var place = 0; place < pixels.Length; place++)
            {
                changed[place / columns, place % columns] = pixels[place][channel];
            }

            return changed;
        })];
    }

    /// <summary>ITU-R BT.601.</summary>
    private static double Gray(double[] pixel) => pixel is [var red, var green, var blue] ? (0.299 * red) + (0.587 * green) + (0.114 * blue) : pixel[0];

    private static double[] Away(double from, double[] pixel, double factor) => [.. pixel.Select(value => Math.Clamp(from + ((value - from) * factor), 0, 1))];

    private static double[] Turned(double[] pixel, double shift)
    {
        if (pixel is not [var red, var green, var blue] || pixel.Max() == pixel.Min())
        {
            return pixel;
        }

        var (value, saturation, range) = (pixel.Max(), (pixel.Max() - pixel.Min()) / pixel.Max(), pixel.Max() - pixel.Min());
        var hue = red == value ? (green - blue) / range : green == value ? 2 + ((blue - red) / range) : 4 + ((red - green) / range);
        var turned = (hue + (6 * shift) + 12) % 6;
        var part = turned - Math.Floor(turned);
        var (p, q, t) = (value * (1 - saturation), value * (1 - (saturation * part)), value * (1 - (saturation * (1 - part))));
        return (int)turned switch
        {
            0 => [value, t, p],
            1 => [q, value, p],
            2 => [p, value, t],
            3 => [p, q, value],
            4 => [t, p, value],
            _ => [value, p, q],
        };
    }
}
