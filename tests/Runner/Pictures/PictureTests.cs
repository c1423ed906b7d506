using ExperimentRunner.Components.Events;
using ExperimentRunner.Components.Metrics;
using ExperimentRunner.Pictures;
using SkiaSharp;

namespace ExperimentRunner.Tests.Runner.Pictures;

public sealed class PictureTests
{
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

        same.Should().Be(one, "another set is another line in the same panel");
        more.Height.Should().Be(2 * one.Height, "three panels take a second row, and what is nowhere finite is not drawn");
    }

    private static SKSizeI Size(LearningCurves curves)
    {
        using var picture = SKBitmap.Decode(curves.Png());
        return new SKSizeI(picture.Width, picture.Height);
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
