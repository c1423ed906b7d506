using ExperimentRunner.Pictures;
using SkiaSharp;

namespace ExperimentRunner.Tests.Runner.Pictures;

public sealed class GridImageTests
{
    private static readonly byte[] Png = Picture(600, 300);

    [Fact]
    public void The_names_are_those_that_MLflows_page_reads()
    {
        var image = new GridImage("val/confusion_matrix", 30, DateTimeOffset.FromUnixTimeMilliseconds(1234));

        var files = image.Files(Png).ToArray();

        files.Select(file => file.Path).Should().AllSatisfy(path =>
            path.Should().MatchRegex(@"^images/val_confusion_matrix\+step\+30\+timestamp\+1234\+[g-z][0-9a-f]{7}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\.png|\+compressed\.webp)$"));
        files[0].Content.Should().Equal(Png);
        using var small = SKBitmap.Decode(files[1].Content);
        (small.Width, small.Height).Should().Be((200, 100));
    }

    [Fact]
    public void An_image_that_is_logged_again_is_the_same_file_and_another_is_another()
    {
        string NameOf(string key, long step) => new GridImage(key, step, DateTimeOffset.UnixEpoch).Files(Png).First().Path;
        NameOf("a", 1).Should().Be(NameOf("a", 1)).And.NotBe(NameOf("a", 2)).And.NotBe(NameOf("b", 1));
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
