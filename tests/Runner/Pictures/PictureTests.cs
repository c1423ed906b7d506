using ExperimentRunner.Components.Data;
using CsCheck;
using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Pictures;
using SkiaSharp;

namespace ExperimentRunner.Tests.Runner.Pictures;

public sealed class PictureTests
{
    private const int Corner = 6; // pixels by which lines differ where they meet

    private static readonly double[] Odd = [0, 1e-300, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, double.MaxValue];

    [Fact]
    public void A_cell_of_a_confusion_matrix_is_as_dark_as_its_share()
    {
        using var picture = SKBitmap.Decode(ConfusionPicture.Png("test/confusion_matrix", new MetricTable(["cat", "dog"], ["cat", "dog"], [[90, 10], [0, 50]])));

        var cells = new[] { Darkest(picture, 0, 0), Darkest(picture, 0, 1), Darkest(picture, 1, 0), Darkest(picture, 1, 1) };

        cells[3].Should().BeLessThan(cells[0], "all of class 1 was found");
        cells[0].Should().BeLessThan(cells[1], "most of class 0 was found");
        cells[1].Should().BeLessThan(cells[2], "some of class 0 was taken for class 1, none of class 1 for class 0");
        cells[2].Should().Be(255);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(1000)]
    public void A_confusion_matrix_of_any_size_makes_a_picture_of_bearable_size(int classes)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(index => $"a class with a long name {index}")];
        using var picture = SKBitmap.Decode(ConfusionPicture.Png("val/confusion_matrix", new MetricTable(names, names, [.. names.Select(_ => new double[classes])])));
        picture.Width.Should().BeLessThan(2000);
    }

    [Fact]
    public void A_table_that_is_no_confusion_matrix_is_not_drawn()
    {
        ConfusionPicture.Png("x", new MetricTable(["a"], ["a", "b"], [[1, 2]])).Should().BeNull();
        ConfusionPicture.Png("x", new MetricTable(["a", "b"], ["a", "b"], [[1, 2], [-1, 0]])).Should().BeNull();
        ConfusionPicture.Png("x", new MetricTable([], [], [])).Should().BeNull();
    }

    [Fact]
    public void Samples_stand_side_by_side_with_the_colours_that_they_have()
    {
        byte[] red = [.. Enumerable.Repeat((byte)255, 16), .. new byte[32]];
        var images = Enumerable.Range(0, 9).Select(index => new LoggedImage($"{index}", 3, 4, 4, red)).Append(new LoggedImage("gray", 1, 4, 4, Enumerable.Repeat((byte)100, 16).ToArray())).ToArray();

        using var picture = SKBitmap.Decode(SamplesPicture.Png(images));

        var seen = picture.Pixels;
        seen.Count(pixel => pixel == SKColors.Red).Should().Be(9 * 96 * 96);
        seen.Count(pixel => pixel == new SKColor(100, 100, 100)).Should().BeInRange(96 * 96, (96 * 96) + 10, "letters have grays of their own");
        SamplesPicture.Png([]).Should().BeNull();
    }

    [Fact]
    public void Curves_are_a_panel_for_each_figure()
    {
        var curves = new LearningCurves();
        curves.Png().Should().BeNull("nothing was logged");
        curves.Add(Line(1, ("train/loss", 2), ("train/lr", 0.1)));
        var one = Size(curves);
        curves.Add(Line(2, ("train/loss", double.NaN), ("train/lr", 0.1), ("val/loss", 1)));
        var same = Size(curves);
        curves.Add(Line(2, ("test/accuracy", 0.5), ("plain", double.NegativeInfinity)));
        var more = Size(curves);

        same.Width.Should().Be(one.Width, "another set is another line in the same panel");
        same.Height.Should().BeInRange(one.Height + 1, one.Height + 100, "its name stands above the panels");
        more.Height.Should().BeGreaterThan(same.Height + (one.Height / 2), "three panels take a second row, and what is nowhere finite is not drawn");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public void Panels_are_of_one_size_and_stand_in_the_middle(int panels)
    {
        var curves = new LearningCurves();
        for (var step = 1; step <= 20; step++)
        {
            var factor = step;
            curves.Add(Line(step, [.. Enumerable.Range(0, panels).Select(panel => (panel == 0 ? "train/loss" : $"val/{new string('m', 10 * panel)}", factor * Math.Pow(10, panel - 3)))]));
            curves.Add(Line(step, ("val/loss", step)));
        }

        using var picture = SKBitmap.Decode(curves.Png());

        var frames = Frames(picture);
        frames.Should().HaveCount(2 * panels, "each has a line above and one below");
        Spread(frames.Select(frame => frame.Length)).Should().BeLessThan(Corner);
        var rows = frames.GroupBy(frame => frame.Row).Select(row => row.Min(frame => frame.Left) + row.Max(frame => frame.Left + frame.Length));
        Spread(rows).Should().BeLessThan(2 * Corner, "a row of fewer panels is as far from the left as from the right");
    }

    [Fact]
    public void A_figure_that_was_measured_once_is_a_point_where_it_was_measured()
    {
        var curves = new LearningCurves();
        curves.Add(Line(10, ("val/accuracy", 0.5)));
        curves.Add(Line(20, ("val/accuracy", 0.9)));
        curves.Add(Line(20, ("test/f1", 0.7)));

        using var picture = SKBitmap.Decode(curves.Png());

        var green = new SKColor(44, 160, 44); // of test, as val is orange
        int[] columns = [.. picture.Pixels.Index().Where(pixel => pixel.Item == green).Select(pixel => pixel.Index % picture.Width).Distinct().Order()];
        columns.Should().NotBeEmpty();
        (columns[^1] - columns[0]).Should().BeLessThan(picture.Width / 10, "a point and a number beside it, no line");
        columns[0].Should().BeGreaterThan(picture.Width * 3 / 4, "it was measured at the end");
    }

    [Fact]
    public void Values_of_any_kind_make_a_picture() => Gen.OneOf(Gen.Double, Gen.Int[0, 7].Select(odd => Odd[odd]))
        .Array[1, 50].Sample(
            values =>
            {
                var curves = new LearningCurves();
                for (var step = 0; step < values.Length; step++)
                {
                    curves.Add(Line(step, ("train/loss", values[step])));
                }

                (curves.Png() is not null).Should().Be(values.Any(value => Math.Abs(value) <= 1e100));
            },
            iter: 20);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(300, 4)]
    public void Classes_with_long_or_foreign_names_are_named_beside_their_cells(int classes, int cell)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(index => $"ひきがえる с очень длинным именем номер {index}")];
        using var picture = SKBitmap.Decode(ConfusionPicture.Png("val/confusion_matrix with a title that is longer than one cell", new MetricTable(names, names, [.. names.Select(_ => new double[classes])])));

        picture.Width.Should().BeGreaterThan((classes * cell) + 64, "there is room for names and for the title");
        Enumerable.Range(0, picture.Height).Where(y => picture.GetPixel(picture.Width - 8, y) != SKColors.White).Should().BeEmpty("the title ends before the edge");
    }

    private static SKSizeI Size(LearningCurves curves)
    {
        using var picture = SKBitmap.Decode(curves.Png());
        return new SKSizeI(picture.Width, picture.Height);
    }

    private static int Spread(IEnumerable<int> pixels) => pixels.Max() - pixels.Min();

    /// <summary>The long black lines from left to right.</summary>
    private static List<(int Row, int Left, int Length)> Frames(SKBitmap picture)
    {
        const int Shortest = 400;
        var frames = new List<(int Row, int Left, int Length)>();
        var pixels = picture.Pixels;
        for (var row = 0; row < picture.Height; row++)
        {
            for (var column = 0; column < picture.Width; column++)
            {
                var left = column;
                while (column < picture.Width && pixels[(row * picture.Width) + column] is { Red: < 60, Green: < 60, Blue: < 60 })
                {
                    column++;
                }

                if (column - left >= Shortest && !frames.Exists(frame => Math.Abs(frame.Left - left) < 5 && row - frame.Row < 5))
                {
                    frames.Add((row, left, column - left));
                }
            }
        }

        return frames;
    }

    private static ScalarsLogged Line(long step, params (string Name, double Value)[] values) => new(step, step / 10.0, values.ToDictionary(value => value.Name, value => value.Value), null);

    /// <summary>The blue of a corner of a cell, where no text stands: from 255, white, down.</summary>
    private static int Darkest(SKBitmap picture, int row, int column)
    {
        const int Cell = 64;
        var (right, bottom) = (picture.Width - 32, picture.Height - 32);
        return picture.GetPixel(right - ((2 - column) * Cell) + 4, bottom - ((2 - row) * Cell) + 4).Red;
    }
}
