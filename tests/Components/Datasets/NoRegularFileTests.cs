using System.Diagnostics;
using ExperimentRunner.Components.Datasets;
using SkiaSharp;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Pipes and devices, where a table or an image is expected, neither hold a run up nor fill its memory.</summary>
public sealed class NoRegularFileTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("pipe")]
    public void Are_refused_where_a_table_or_an_archive_is_expected(string what)
    {
        foreach (var name in new[] { "t.csv", "t.csv.gz", "t.zip", "t.tar.gz" })
        {
            var link = Link(name, what);
            var load = () => name.Contains("csv", StringComparison.Ordinal) ? new Csv { Path = link, Label = "0" }.Load("") : new ImageFolder { Path = link }.Load(folder.Path);
            load.Should().Throw<InvalidDataException>().WithMessage($"*{link} is a *, not a file*");
        }
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("pipe")]
    public void Are_told_among_images(string what)
    {
        var images = Path.Combine(folder.Path, "images");
        SampleFiles.Png(Path.Combine(images, "a", "1.png"), 2, 2, SKColors.Red);
        SampleFiles.Png(Path.Combine(images, "b", "1.png"), 2, 2, SKColors.Red);
        var link = Link(Path.Combine("images", "a", "2.png"), what);
        var load = () => new ImageFolder { Path = images }.Load(Path.Combine(folder.Path, "data"));
        load.Should().Throw<InvalidDataException>().WithMessage($"{images}: {link}: it cannot be read: {link} is a *, not a file");
    }

    [Fact]
    public void A_link_to_a_table_is_read()
    {
        SampleFiles.Write(folder.Path, "table.csv", "x,kind", "1,a", "2,b");
        using var content = new Csv { Path = Link("linked.csv", Path.Combine(folder.Path, "table.csv")), Label = "kind" }.Load("");
        content.Train.Count.Should().Be(2);
    }

    private string Link(string name, string to)
    {
        var target = Path.Combine(folder.Path, to);
        if (to == "pipe" && !File.Exists(target))
        {
            using var made = Process.Start("mkfifo", [target]);
            made.WaitForExit();
        }

        var link = Path.Combine(folder.Path, name);
        File.CreateSymbolicLink(link, target);
        return link;
    }
}
