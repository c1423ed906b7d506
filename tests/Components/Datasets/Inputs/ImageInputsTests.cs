using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using SkiaSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets.Input;

/// <summary>Images that are in no data set are read as the data set reads its own.</summary>
public sealed class ImageInputsTests : TensorTest
{
    private static readonly SKColor Red = new(200, 100, 50);
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void A_folder_gives_what_the_data_set_has_of_it(int channels)
    {
        var images = SampleFiles.Images(folder.Path) with { Channels = channels, Size = [5, 3] };
        using var content = images.Load(Path.Combine(folder.Path, "data"));

        using var inputs = content.Reader().Read(Path.Combine(images.Path, "train"));

        inputs.Names.Should().Equal("day/0.png", "day/1.png", "day/2.png", "night/0.jpg", "night/1.jpg", "night/2.jpg");
        All(inputs.Samples).Equals(All(content.Train)).Should().BeTrue();
    }

    [Fact]
    public void One_file_is_one_input()
    {
        using var content = Images();
        using var inputs = content.Reader().Read(File(4, 6));
        inputs.Names.Should().Equal("4x6.png");
        (All(inputs.Samples)[0, 0, 3, 5].item<float>() * 255).Should().BeApproximately(200, 1e-3f);
    }

    [Fact]
    public void Colour_becomes_gray_where_the_data_set_is_gray_and_gray_images_are_taken_where_it_is_colour()
    {
        using var digits = new Digits().Load("");
        using var inputs = digits.Reader().Read(File(8, 8));
        All(inputs.Samples).shape.Should().Equal(1, 1, 8, 8);
        (All(inputs.Samples)[0, 0, 0, 0].item<float>() * 255).Should().BeApproximately(MathF.Floor((0.299f * 200) + (0.587f * 100) + (0.114f * 50) + 0.5f), 1e-3f);

        using var bitmap = new SKBitmap(new SKImageInfo(6, 4, SKColorType.Gray8));
        bitmap.Erase(new SKColor(90, 90, 90));
        var gray = Path.Combine(folder.Path, "gray.png");
        using (var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100))
        {
            System.IO.File.WriteAllBytes(gray, encoded.ToArray());
        }

        using var content = Images();
        using var colour = content.Reader().Read(gray);
        (All(colour.Samples)[0, .., 1, 1] * 255).allclose(full([3], 90f), 0, 1e-3).Should().BeTrue();
    }

    [Fact]
    public void Images_of_another_size_are_told_where_the_data_set_scales_none()
    {
        using var content = Images();
        var wrong = File(5, 6);
        Fails(content, wrong).WithMessage($"{wrong}: it is 5×6, and this model takes 4×6: its data set scales no image, so scale yours to that size first");
    }

    [Fact]
    public void Everything_that_is_wrong_in_a_folder_is_told()
    {
        using var content = Images();
        var several = Path.Combine(folder.Path, "several");
        SampleFiles.Png(Path.Combine(several, "a.png"), 4, 6, Red);
        SampleFiles.Png(Path.Combine(several, "b.png"), 7, 6, Red);
        SampleFiles.Write(several, "c.jpg", "no image");
        SampleFiles.Write(several, "notes.txt", "left out");
        Fails(content, several).WithMessage($"{several}: 2 problems\n  b.png: it is 7×6, *\n  c.jpg: it is not a PNG, JPEG, GIF, WebP or BMP image, or it is damaged");
    }

    [Fact]
    public void What_holds_no_image_is_told()
    {
        using var content = Images();
        var empty = Directory.CreateDirectory(Path.Combine(folder.Path, "empty")).FullName;
        Fails(content, empty).WithMessage($"{empty}: it holds no PNG, JPEG, GIF, WebP or BMP image");
        var text = SampleFiles.Write(folder.Path, "a.doc", "BM");
        Fails(content, text).WithMessage($"{text}: expected an image (PNG, JPEG, GIF, WebP or BMP), a folder or archive (.zip, .tar.gz) of images, or a CSV file (.csv)");
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<InvalidDataException> Fails(DatasetContent content, string path) =>
        FluentActions.Invoking(() => content.Reader().Read(path)).Should().Throw<InvalidDataException>();

    private static Tensor All(SampleTable samples) => samples.Fetch(arange(samples.Count)).Input;

    private DatasetContent Images() => SampleFiles.Images(folder.Path).Load(Path.Combine(folder.Path, "data"));

    private string File(int height, int width)
    {
        var path = Path.Combine(folder.Path, $"{height}x{width}.png");
        SampleFiles.Png(path, height, width, Red);
        return path;
    }
}
