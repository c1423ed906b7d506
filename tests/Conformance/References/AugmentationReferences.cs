using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance.References;

/// <summary>Augmentations pixel by pixel, with the numbers that they draw.</summary>
public sealed class AugmentationReferences : ReferenceConformance<IAugmentation>
{
    private const int Count = 4;
    private static readonly PhiloxKey Key = PhiloxKey.Of(1, "augmentation.0");

    protected override IEnumerable<IAugmentation> Components =>
    [
        .. base.Components,
        new RandomCrop { Padding = 0, Size = 5 },
        new RandomResizedCrop { Scale = [1, 1], Ratio = [1, 1] }, // no such window fits
        new RandomResizedCrop { Scale = [0.9, 1], Ratio = [4, 5] },
        new ColorJitter { Saturation = 1.5, Contrast = 1.2, Hue = 0.5 },
    ];

    [Theory]
    [InlineData(3, 9, 8)]
    [InlineData(1, 12, 10)]
    public void Follow_their_equations(int channels, int height, int width) => ForEach(component =>
    {
        var images = Enumerable.Range(0, Count).Select(sample => Image(sample, channels, height, width)).ToArray();
        long[] samples = [.. Enumerable.Range(0, Count).Select(sample => (long)sample)];
        var inputs = tensor([.. images.SelectMany(image => image).SelectMany(plane => plane.Cast<double>())], [Count, channels, height, width]).to(ScalarType.Float32);
        var results = component.Apply(inputs, new SampleDraws(Key, epoch: 0, samples)).to(ScalarType.Float64);
        for (var sample = 0; sample < Count; sample++)
        {
            var expected = Reference(component, images[sample], draw => Philox.Uniform(Key, (ulong)sample, 0, (uint)draw));
            results[sample].shape.Should().Equal(channels, expected[0].GetLength(0), expected[0].GetLength(1));
            results[sample].contiguous().data<double>().Should().Equal(
                expected.SelectMany(plane => plane.Cast<double>()), (one, other) => Math.Abs(one - other) < 1e-4 * Math.Max(1, Math.Abs(other)));
        }
    });

    private static double[][,] Reference(IAugmentation component, double[][,] image, Func<int, double> uniform) => component switch
    {
        Normalize normalize => [.. image.Select((plane, channel) => Each(plane, (row, column) =>
            (plane[row, column] - normalize.Mean[channel % normalize.Mean.Count]) / normalize.Std[channel % normalize.Std.Count]))],
        RandomHorizontalFlip flip => uniform(0) < flip.Probability
            ? [.. image.Select(plane => Each(plane, (row, column) => plane[row, plane.GetLength(1) - 1 - column]))]
            : image,
        Cutout cutout => [.. image.Select(plane =>
        {
            var (top, left) = (Below(uniform(0), plane.GetLength(0)) - (cutout.Size / 2), Below(uniform(1), plane.GetLength(1)) - (cutout.Size / 2));
            return Each(plane, (row, column) =>
                row >= top && row < top + cutout.Size && column >= left && column < left + cutout.Size ? cutout.Fill : plane[row, column]);
        })],
        RandomCrop crop => [.. image.Select(plane =>
        {
            var (rows, columns) = (crop.Size ?? plane.GetLength(0), crop.Size ?? plane.GetLength(1));
            var top = Below(uniform(0), plane.GetLength(0) + (2 * crop.Padding) - rows + 1) - crop.Padding;
            var left = Below(uniform(1), plane.GetLength(1) + (2 * crop.Padding) - columns + 1) - crop.Padding;
            return New(rows, columns, (row, column) => At(plane, top + row, left + column, beyond: 0));
        })],
        Resize resize => [.. image.Select(plane => Scaled(
            plane, new Window(0, 0, plane.GetLength(0), plane.GetLength(1)), resize.Size, resize.Size, antialias: true))],
        RandomResizedCrop crop => [.. image.Select(plane => Scaled(
            plane, Window.Of(crop, plane, uniform), crop.Size ?? plane.GetLength(0), crop.Size ?? plane.GetLength(1), crop.Antialias))],
        RandomRotation rotation => [.. image.Select(plane => Turned(rotation, plane, ((2 * uniform(0)) - 1) * rotation.Degrees * Math.PI / 180))],
        ColorJitter jitter => Colors.Jittered(jitter, image, uniform),
        _ => throw NoEquations(component),
    };

    /// <summary>Against the clock about the middle.</summary>
    private static double[,] Turned(RandomRotation rotation, double[,] plane, double angle)
    {
        var (middle, center) = ((plane.GetLength(0) - 1) / 2.0, (plane.GetLength(1) - 1) / 2.0);
        return Each(plane, (y, x) =>
        {
            var (down, right) = (y - middle, x - center);
            var (row, column) = ((right * Math.Sin(angle)) + (down * Math.Cos(angle)) + middle, (right * Math.Cos(angle)) - (down * Math.Sin(angle)) + center);
            if (rotation.Interpolation == Interpolation.Nearest)
            {
                return At(plane, (int)Math.Round(row), (int)Math.Round(column), rotation.Fill);
            }

            var (top, left) = ((int)Math.Floor(row), (int)Math.Floor(column));
            double Between(int line) => At(plane, line, left, rotation.Fill) + ((column - left) * (At(plane, line, left + 1, rotation.Fill) - At(plane, line, left, rotation.Fill)));
            return Between(top) + ((row - top) * (Between(top + 1) - Between(top)));
        });
    }

    /// <summary>Each pixel from those of a window under a triangle about it, which is as wide as two pixels of the coarser grid if antialiased, else of the window's.</summary>
    private static double[,] Scaled(double[,] plane, Window window, int rows, int columns, bool antialias)
    {
        double Weight(int at, int to, int length, int size)
        {
            var scale = (double)length / size;
            return Math.Max(0, 1 - (Math.Abs(at + 0.5 - ((to + 0.5) * scale)) / (antialias ? Math.Max(1, scale) : 1)));
        }

        return New(rows, columns, (row, column) =>
        {
            var pixels = from y in Enumerable.Range(0, window.Rows)
                         from x in Enumerable.Range(0, window.Columns)
                         select (Value: plane[window.Top + y, window.Left + x], Weight: Weight(y, row, window.Rows, rows) * Weight(x, column, window.Columns, columns));
            return pixels.Sum(pixel => pixel.Value * pixel.Weight) / pixels.Sum(pixel => pixel.Weight);
        });
    }

    private static double[][,] Image(int sample, int channels, int height, int width) => [.. Enumerable.Range(0, channels).Select(channel => New(
        height, width, (row, column) => (1 + Math.Sin((1.3 * row) + (2.1 * column) + (2.9 * channel) + (0.7 * sample * row) + sample)) / 2))];

    private static int Below(double uniform, int limit) => (int)Math.Floor(uniform * limit);

    private static double At(double[,] plane, int row, int column, double beyond) =>
        row >= 0 && row < plane.GetLength(0) && column >= 0 && column < plane.GetLength(1) ? plane[row, column] : beyond;

    private static double[,] Each(double[,] plane, Func<int, int, double> value) => New(plane.GetLength(0), plane.GetLength(1), value);

    private static double[,] New(int rows, int columns, Func<int, int, double> value)
    {
        var plane = new double[rows, columns];
        for (var place = 0; place < plane.Length; place++)
        {
            plane[place / columns, place % columns] = value(place / columns, place % columns);
        }

        return plane;
    }

    private sealed record Window(int Top, int Left, int Rows, int Columns)
    {
        /// <summary>As <c>RandomResizedCrop.get_params</c> of torchvision, but the corner is drawn from all that fit.</summary>
        public static Window Of(RandomResizedCrop crop, double[,] plane, Func<int, double> uniform)
        {
            var (height, width) = (plane.GetLength(0), plane.GetLength(1));
            for (var draw = 0; draw < 40; draw += 4)
            {
                var area = height * width * (crop.Scale[0] + ((crop.Scale[1] - crop.Scale[0]) * uniform(draw)));
                var ratio = crop.Ratio[0] * Math.Pow(crop.Ratio[1] / crop.Ratio[0], uniform(draw + 1));
                var (rows, columns) = ((int)Math.Round(Math.Sqrt(area / ratio)), (int)Math.Round(Math.Sqrt(area * ratio)));
                if (rows >= 1 && rows <= height && columns >= 1 && columns <= width)
                {
                    return new Window(Below(uniform(draw + 2), height - rows + 1), Below(uniform(draw + 3), width - columns + 1), rows, columns);
                }
            }

            var shape = Math.Clamp((double)width / height, crop.Ratio[0], crop.Ratio[1]);
            var (tall, wide) = ((int)Math.Round(Math.Min(height, width / shape)), (int)Math.Round(Math.Min(width, height * shape)));
            return new Window((height - tall) / 2, (width - wide) / 2, tall, wide);
        }
    }
}
