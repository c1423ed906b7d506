using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Tests.Conformance;
using System.Formats.Tar;
using System.IO.Compression;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Tests.Runner.Data;
using SkiaSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class ImageFolderTests : TensorTest
{
    private static readonly SKColor Red = new(200, 100, 50);
    private readonly TemporaryFolder folder = new();

    private string Data => Path.Combine(folder.Path, "data");

    private string Images => Path.Combine(folder.Path, "images");

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Folders_are_classes_and_sets()
    {
        using var content = SampleFiles.Images(folder.Path).Load(Data);

        content.Spec.InputShape.Should().Equal(3, 4, 6);
        content.Spec.ClassNames.Should().Equal("day", "night");
        content.Train.Labels.ToArray().Should().Equal(0, 0, 0, 1, 1, 1);
        content.Test!.Labels.ToArray().Should().Equal(0, 1);
        var pixels = content.Train.Fetch(tensor([1L])).Input;
        pixels[0, 0, 3, 5].item<float>().Should().BeApproximately(200 / 255f, 1e-6f);
        pixels[0, 1, 0, 0].item<float>().Should().BeApproximately(10 / 255f, 1e-6f);
        pixels[0, 2, 0, 0].item<float>().Should().BeApproximately(30 / 255f, 1e-6f);
    }

    [Fact]
    public void Rows_and_columns_stand_where_they_are()
    {
        using (var bitmap = new SKBitmap(3, 2))
        {
            bitmap.Erase(SKColors.Black);
            bitmap.SetPixel(2, 1, SKColors.White);
            Directory.CreateDirectory(Path.Combine(Images, "a"));
            using var file = File.Create(Path.Combine(Images, "a", "1.png"));
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        }

        SampleFiles.Png(Path.Combine(Images, "b", "1.png"), 2, 3, Red);
        using var content = new ImageFolder { Path = Images, Channels = 1 }.Load(Data);
        var inputs = content.Train.Fetch(tensor([0L, 1L])).Input;
        inputs[0].data<float>().ToArray().Should().Equal(0, 0, 0, 0, 0, 1);
        (inputs[1, 0, 0, 0].item<float>() * 255).Should().BeApproximately(MathF.Floor((0.299f * 200) + (0.587f * 100) + (0.114f * 50) + 0.5f), 1e-3f);
    }

    [Theory]
    [InlineData("")]
    [InlineData("photos/")]
    public void Archives_hold_what_folders_hold(string wrapper)
    {
        var plain = SampleFiles.Images(folder.Path);
        string[] names = [.. Directory.GetFiles(plain.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(plain.Path, file)).Order(StringComparer.Ordinal)];
        var tar = DataFiles.Tar(
            Path.Combine(folder.Path, "a.tar.gz"),
            [.. names.Select(name => DataFiles.TarFile(wrapper + name, File.ReadAllBytes(Path.Combine(plain.Path, name)))), DataFiles.TarFile(wrapper + "README.md", [1])]);
        var zip = Zip([.. names.Select(name => (wrapper + name, File.ReadAllBytes(Path.Combine(plain.Path, name)), 0))]);

        using var content = plain.Load(Data);
        using var fromTar = new ImageFolder { Path = tar }.Load(Data);
        using var fromZip = new ImageFolder { Path = zip }.Load(Data);
        fromTar.Digest.Should().Be(content.Digest);
        fromZip.Digest.Should().Be(content.Digest);
    }

    [Fact]
    public void Images_are_decoded_once_and_again_when_a_file_changes()
    {
        var images = SampleFiles.Images(folder.Path);
        using var first = images.Load(Data);
        var decoded = Directory.GetDirectories(Path.Combine(Data, "decoded")).Should().ContainSingle().Subject;
        var written = File.GetLastWriteTimeUtc(Path.Combine(decoded, "train.pixels"));

        using var again = images.Load(Data);
        again.Digest.Should().Be(first.Digest);
        File.GetLastWriteTimeUtc(Path.Combine(decoded, "train.pixels")).Should().Be(written);

        SampleFiles.Png(Path.Combine(images.Path, "train", "day", "0.png"), 4, 6, SKColors.Blue);
        using var changed = images.Load(Data);
        changed.Digest.Should().NotBe(first.Digest);
    }

    [Theory]
    [InlineData("train.pixels")]
    [InlineData("test.labels")]
    [InlineData("index.json")]
    public void What_is_damaged_in_the_cache_is_decoded_again(string file)
    {
        var images = SampleFiles.Images(folder.Path);
        using var first = images.Load(Data);
        var decoded = Directory.GetDirectories(Path.Combine(Data, "decoded")).Single();
        File.WriteAllBytes(Path.Combine(decoded, file), [1, 2, 3]);

        using var again = images.Load(Data);
        again.Digest.Should().Be(first.Digest);
        again.Train.Fetch(arange(6)).Input.Equals(first.Train.Fetch(arange(6)).Input).Should().BeTrue();
    }

    [Fact]
    public void Two_at_once_decode_the_same_and_leave_one_folder()
    {
        var images = SampleFiles.Images(folder.Path);
        var digests = new string[4];
        Parallel.For(0, digests.Length, index =>
        {
            using var content = images.Load(Data);
            digests[index] = content.Digest;
        });
        digests.Distinct().Should().ContainSingle();
        Directory.GetDirectories(Path.Combine(Data, "decoded")).Should().ContainSingle();
    }

    [Fact]
    public void Mapped_and_resident_images_are_the_same()
    {
        var images = SampleFiles.Images(folder.Path);
        using var resident = (images with { Resident = true }).Load(Data);
        using var mapped = (images with { Resident = false }).Load(Data);
        resident.Train["image"].Should().BeOfType<ResidentColumn>();
        mapped.Train["image"].Should().BeOfType<MappedColumn>();
        var indices = tensor([4L, 0, 4, 5]);
        var (one, other) = (resident.Train.Fetch(indices), mapped.Train.Fetch(indices));
        other.Input.Equals(one.Input).Should().BeTrue();
        other.Target.Equals(one.Target).Should().BeTrue();
        mapped.Digest.Should().Be(resident.Digest);
        FluentActions.Invoking(() => mapped.Train.Fetch(tensor([6L]))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Size_scales_without_passing_a_pixel_over()
    {
        using (var bitmap = new SKBitmap(8, 8))
        {
            for (var pixel = 0; pixel < 64; pixel++)
            {
                bitmap.SetPixel(pixel % 8, pixel / 8, (pixel + (pixel / 8)) % 2 == 0 ? SKColors.White : SKColors.Black);
            }

            Directory.CreateDirectory(Path.Combine(Images, "a"));
            using var file = File.Create(Path.Combine(Images, "a", "board.png"));
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        }

        SampleFiles.Png(Path.Combine(Images, "b", "1.png"), 5, 9, Red);
        using var content = new ImageFolder { Path = Images, Size = [2, 2] }.Load(Data);
        var inputs = content.Train.Fetch(tensor([0L, 1L])).Input;
        inputs[0].data<float>().ToArray().Should().OnlyContain(value => Math.Abs(value - 0.5f) < 0.01f, "a chess board is gray from afar");
        inputs[1, 0].data<float>().ToArray().Should().OnlyContain(value => Math.Abs(value - (200 / 255f)) < 1e-6f, "one colour stays that colour");
    }

    [Fact]
    public void Enlarging_interpolates_linearly()
    {
        using (var bitmap = new SKBitmap(2, 1))
        {
            bitmap.SetPixel(0, 0, SKColors.Black);
            bitmap.SetPixel(1, 0, new SKColor(200, 200, 200));
            Directory.CreateDirectory(Path.Combine(Images, "a"));
            using var file = File.Create(Path.Combine(Images, "a", "1.png"));
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        }

        SampleFiles.Png(Path.Combine(Images, "b", "1.png"), 1, 2, Red);
        using var content = new ImageFolder { Path = Images, Size = [1, 4], Channels = 1 }.Load(Data);
        var row = content.Train.Fetch(tensor([0L])).Input.mul(255).round();
        row.data<float>().ToArray().Should().Equal(0, 50, 150, 200);
    }

    [Fact]
    public void A_label_file_stands_in_for_class_folders()
    {
        SampleFiles.Png(Path.Combine(Images, "1.png"), 2, 2, Red);
        SampleFiles.Png(Path.Combine(Images, "sub", "2.png"), 2, 2, Red);
        SampleFiles.Png(Path.Combine(Images, "test", "3.png"), 2, 2, Red);
        var labels = SampleFiles.Write(folder.Path, "labels.csv", "file,label", "sub/2.png,cat", "1.png,dog", "test/3.png,cat");
        using var content = new ImageFolder { Path = Images, Labels = labels }.Load(Data);
        content.Spec.ClassNames.Should().Equal("cat", "dog");
        content.Train.Labels.ToArray().Should().Equal(1, 0);
        content.Test!.Labels.ToArray().Should().Equal(0);
    }

    [Fact]
    public void Labels_without_images_and_images_without_labels_are_told()
    {
        SampleFiles.Png(Path.Combine(Images, "1.png"), 2, 2, Red);
        SampleFiles.Png(Path.Combine(Images, "2.png"), 2, 2, Red);
        SampleFiles.Png(Path.Combine(Images, "3.png"), 2, 2, Red);
        var labels = SampleFiles.Write(folder.Path, "labels.csv", "file,label", "1.png,cat", "2.png,", "9.png,dog");
        Fails(new ImageFolder { Path = Images, Labels = labels }).WithMessage(
            $"*{labels}: row 2 (line 3), column 'label': the label is missing\n*{Images}/2.png: it has no label in {labels}\n*{Images}/3.png: it has no label*{Images}/9.png: {labels} labels it, and there is no such image*");
    }

    [Fact]
    public void Further_test_sets_come_from_their_own_folders()
    {
        var images = SampleFiles.Images(folder.Path);
        SampleFiles.Png(Path.Combine(Images + "-hard", "night", "1.png"), 4, 6, Red);
        using var content = (images with { ExtraTests = new Dictionary<string, string> { ["test_hard"] = Images + "-hard" } }).Load(Data);
        content.ExtraTests["test_hard"].Labels.ToArray().Should().Equal(1);
        Fails(images with { Test = Images + "-hard" }).WithMessage("*it holds a folder 'test' already*");
    }

    [Fact]
    public void All_bad_images_are_told_at_once()
    {
        var images = SampleFiles.Images(folder.Path);
        var day = Path.Combine(images.Path, "train", "day");
        File.WriteAllBytes(Path.Combine(day, "a.png"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(day, "b.png"), []);
        File.WriteAllBytes(Path.Combine(day, "c.png"), SampleFiles.Encoded(64, 64, Red, SKEncodedImageFormat.Png)[..^40]);
        SampleFiles.Png(Path.Combine(day, "d.png"), 5, 6, Red);
        SampleFiles.Png(Path.Combine(images.Path, "val", "day", "e.png"), 4, 6, Red);
        SampleFiles.Png(Path.Combine(images.Path, "f.png"), 4, 6, Red);
        SampleFiles.Png(Path.Combine(images.Path, "test", "dusk", "g.png"), 4, 6, Red);
        Directory.CreateDirectory(Path.Combine(images.Path, "train", "dawn"));

        Fails(images).Which.Message.Should().StartWith($"{images.Path}: 8 problems")
            .And.Contain($"{day}/a.png: it is not a PNG, JPEG, GIF, WebP or BMP image, or it is damaged")
            .And.Contain($"{day}/b.png: the file is empty")
            .And.Contain($"{day}/c.png: it is ")
            .And.Contain($"{day}/d.png: it is 5×6, and {images.Path}/test/day/9.png is 4×6; give 'size', for example [4, 6]")
            .And.Contain($"{images.Path}/f.png: it lies in no class folder")
            .And.Contain($"{images.Path}/val/day/e.png: it lies in no class folder")
            .And.Contain("the test images have a class 'dusk' that no training image has; known: day, night")
            .And.Contain($"{images.Path}/train/dawn: this class folder holds no PNG, JPEG, GIF, WebP or BMP image");
        Directory.GetDirectories(Path.Combine(Data, "decoded")).Should().BeEmpty("nothing half done is left");
    }

    [Fact]
    public void The_first_image_in_order_sets_the_size_however_many_are_decoded_at_once()
    {
        var images = SampleFiles.Images(folder.Path);
        var first = Path.Combine(images.Path, "test", "day", "0.png");
        SampleFiles.Png(first, 700, 900, Red); // the slowest to decode
        var told = Fails(images).Which.Message;
        told.Should().StartWith($"{images.Path}: 8 problems").And.Contain($"{images.Path}/test/day/9.png: it is 4×6, and {first} is 700×900;");
        told.Split('\n').Where(line => line.Contains("it is", StringComparison.Ordinal)).Should().HaveCount(8).And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public void Truncated_jpegs_are_told()
    {
        var images = SampleFiles.Images(folder.Path);
        var file = Path.Combine(images.Path, "train", "night", "1.jpg");
        File.WriteAllBytes(file, SampleFiles.Encoded(200, 200, Red, SKEncodedImageFormat.Jpeg)[..^300]);
        Fails(images).WithMessage($"{images.Path}: {file}: it is *");
    }

    [Fact]
    public void One_class_and_no_class_are_told()
    {
        SampleFiles.Png(Path.Combine(Images, "a", "1.png"), 2, 2, Red);
        Fails(new ImageFolder { Path = Images }).WithMessage($"{Images}: it holds one class only, 'a': expected at least two");
        Directory.CreateDirectory(Images + "-empty");
        Fails(new ImageFolder { Path = Images + "-empty" }).WithMessage($"{Images}-empty: it holds no PNG, JPEG, GIF, WebP or BMP image to train on");
        Fails(new ImageFolder { Path = "no-such" }).WithMessage("no-such: there is no such folder or archive (a relative path counts from *)");
        Fails(new ImageFolder { Path = SampleFiles.Write(folder.Path, "a.rar", "x") }).WithMessage("*a.rar: expected a folder, a .tar.gz or a .zip archive");
    }

    [Theory]
    [InlineData("../a/1.png")]
    [InlineData("/a/1.png")]
    [InlineData("a/../../1.png")]
    public void Archives_that_lead_out_are_refused(string name)
    {
        var image = SampleFiles.Encoded(2, 2, Red, SKEncodedImageFormat.Png);
        Fails(new ImageFolder { Path = Zip([(name, image, 0)]) }).WithMessage($"*images.zip: its entry '{name}' is refused: the name leads out of the archive or is none");
        var tar = DataFiles.Tar(Path.Combine(folder.Path, "a.tar.gz"), DataFiles.TarFile(name, image));
        Fails(new ImageFolder { Path = tar }).WithMessage($"*a.tar.gz: its entry '{name}' is refused*");
    }

    [Fact]
    public void Links_in_archives_are_refused()
    {
        const int Link = unchecked((int)0xA1FF0000);
        Fails(new ImageFolder { Path = Zip([("a/1.png", "target"u8.ToArray(), Link)]) }).WithMessage("*images.zip: its entry 'a/1.png' is refused: it is a link*");
        var tar = DataFiles.Tar(Path.Combine(folder.Path, "a.tar.gz"), new PaxTarEntry(TarEntryType.SymbolicLink, "a/1.png") { LinkName = "/etc/passwd" });
        Fails(new ImageFolder { Path = tar }).WithMessage("*a.tar.gz: its entry 'a/1.png' is refused: it is a SymbolicLink*");
    }

    [Fact]
    public void Damaged_archives_are_told()
    {
        var zip = Zip([("a/1.png", SampleFiles.Encoded(20, 20, Red, SKEncodedImageFormat.Png), 0)]);
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^10]);
        Fails(new ImageFolder { Path = zip }).WithMessage($"{zip}: it is damaged or cut short, or no zip archive");
        var tar = DataFiles.Tar(Path.Combine(folder.Path, "a.tar.gz"), DataFiles.TarFile("a/1.png", new byte[5000]));
        File.WriteAllBytes(tar, File.ReadAllBytes(tar)[..^20]);
        Fails(new ImageFolder { Path = tar }).WithMessage($"{tar}: it is cut short");
        File.WriteAllText(tar, "no archive");
        Fails(new ImageFolder { Path = tar }).WithMessage($"{tar}: it is damaged, or no gzip file");
    }

    [Fact]
    public void Images_that_cannot_be_read_are_no_missing_class()
    {
        SampleFiles.Png(Path.Combine(Images, "a", "1.png"), 2, 2, Red);
        var damaged = SampleFiles.Write(folder.Path, Path.Combine("images", "b", "1.png"), "no image");
        Fails(new ImageFolder { Path = Images }).WithMessage($"{Images}: {damaged}: it is not a PNG, JPEG, GIF, WebP or BMP image, or it is damaged");
    }

    [Fact]
    public void A_disk_that_fills_while_images_are_decoded_is_told_and_nothing_is_left()
    {
        using var disk = new SmallDisk(Path.Combine(folder.Path, "disk"));
        var load = () => (SampleFiles.Images(folder.Path) with { Size = [300, 300] }).Load(disk.Path);
        load.Should().Throw<IOException>().WithMessage($"cannot keep decoded images in {disk.Path}/decoded: no space left; make room there, or let EXPERIMENT_DATA name another folder");
        Directory.GetDirectories(Path.Combine(disk.Path, "decoded")).Should().BeEmpty();
    }

    [Fact]
    public void Arguments_out_of_place_are_told()
    {
        new ImageFolder { Path = "a", Size = [3], Channels = 2, ExtraTests = new Dictionary<string, string> { ["val"] = "b" } }.Validate()
            .Select(problem => problem.Property).Should().Equal("Size", "Channels", "ExtraTests");
    }

    [Fact]
    public void Reads_sixty_thousand_jpegs()
    {
        var path = Path.Combine(DataFiles.Mirror(), "cifar-10-images", "CIFAR-10-images.tar.gz");
        using var content = new ImageFolder { Path = path }.Load(Data);
        (content.Train.Count, content.Test!.Count).Should().Be((50_000, 10_000));
        content.Spec.InputShape.Should().Equal(3, 32, 32);
        content.Spec.ClassNames.Should().Equal("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
        content.Train.Labels.ToArray().CountBy(label => label).Should().OnlyContain(count => count.Value == 5000);
        var mean = content.Train.Fetch(arange(0, 50_000, 10)).Input.mean([0, 2, 3]);
        mean.allclose(tensor([0.4914f, 0.4822f, 0.4465f]), 0, 0.01).Should().BeTrue("the JPEG loss keeps CIFAR-10's means");
    }

    private FluentAssertions.Specialized.ExceptionAssertions<InvalidDataException> Fails(ImageFolder images) =>
        FluentActions.Invoking(() => images.Load(Data)).Should().Throw<InvalidDataException>();

    private string Zip((string Name, byte[] Content, int Attributes)[] entries)
    {
        var path = Path.Combine(folder.Path, "images.zip");
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content, attributes) in entries)
        {
            var entry = archive.CreateEntry(name);
            entry.ExternalAttributes = attributes;
            using var stream = entry.Open();
            stream.Write(content);
        }

        return path;
    }
}
