using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using System.Buffers.Binary;
using System.IO.Compression;
using ExperimentRunner.Components.Datasets;
using SkiaSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Images as telephones, browsers and other programs write them: read as a person sees them, or told.</summary>
public sealed class ForeignImagesTests : TensorTest
{
    private static readonly SKColor Red = new(200, 100, 50);
    private readonly TemporaryFolder folder = new();

    private string Images => Path.Combine(folder.Path, "images");

    public ForeignImagesTests() => SampleFiles.Png(Path.Combine(Images, "b", "0.png"), 2, 3, Red);

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("1.webp", SKEncodedImageFormat.Webp)]
    [InlineData("1.JPG", SKEncodedImageFormat.Jpeg)]
    [InlineData("1.jfif", SKEncodedImageFormat.Jpeg)]
    [InlineData("1.jpg", SKEncodedImageFormat.Png)]
    public void Of_every_kind_that_the_library_writes(string name, SKEncodedImageFormat format)
    {
        Write(name, SampleFiles.Encoded(2, 3, Red, format));
        Pixel(0, 0).Should().BeInRange(195, 205);
    }

    [Fact]
    public void Bitmaps_and_gifs()
    {
        Write("1.bmp", Bmp());
        Write("2.gif", Gif(frames: 1));
        using var content = Load();
        content.Train.Labels.ToArray().Should().Equal(0, 0, 1);
        Row(content, 0).Should().Equal(10, 20, 30, 10, 20, 30);
        Row(content, 1).Should().Equal(255, 255, 255, 255, 255, 255);
        content.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void What_cannot_be_read_is_counted_by_kind_and_what_nobody_takes_for_an_image_is_not()
    {
        Write("1.png", SampleFiles.Encoded(2, 3, Red, SKEncodedImageFormat.Png));
        foreach (var name in new[] { "2.tif", "3.tif", "4.heic", "noextension" })
        {
            Write(name, [1, 2, 3]);
        }

        foreach (var name in new[] { "README.md", ".DS_Store", "Thumbs.db", "._1.png" })
        {
            Write(name, [1, 2, 3]);
        }

        SampleFiles.Write(folder.Path, Path.Combine("images", "__MACOSX", "a", "._1.png"), "resource fork");
        SampleFiles.Write(folder.Path, Path.Combine("images", ".ipynb_checkpoints", "1.png"), "a copy");
        const string Expected = "4 files left out, which cannot be read as images: 1 .heic, 2 .tif, 1 without an extension; convert pictures of other kinds, such as TIFF or HEIC, to PNG or JPEG";
        for (var time = 0; time < 2; time++) // the second time from the cache
        {
            using var content = Load();
            content.Spec.ClassNames.Should().Equal("a", "b");
            content.Warnings.Should().Equal($"{Images}: {Expected}");
        }

        var archive = Path.Combine(folder.Path, "images.zip");
        ZipFile.CreateFromDirectory(Images, archive);
        using var zipped = new ImageFolder { Path = archive }.Load(Path.Combine(folder.Path, "data"));
        zipped.Spec.ClassNames.Should().Equal("a", "b");
        zipped.Warnings.Should().Equal($"{archive}: {Expected}");
    }

    /// <summary>The corners of an image 2 × 3, by what EXIF says of where its first row and column belong.</summary>
    [Theory]
    [InlineData(1, "rg/bw")]
    [InlineData(2, "gr/wb")]
    [InlineData(3, "wb/gr")]
    [InlineData(4, "bw/rg")]
    [InlineData(5, "rb/gw")]
    [InlineData(6, "br/wg")]
    [InlineData(7, "wg/br")]
    [InlineData(8, "gw/rb")]
    public void Photos_stand_upright(int orientation, string corners)
    {
        const int Height = 16, Width = 24; // blocks of one colour, so that JPEG keeps them
        using var bitmap = new SKBitmap(Width, Height);
        for (var (x, y) = (0, 0); y < Height; (x, y) = x == Width - 1 ? (0, y + 1) : (x + 1, y))
        {
            bitmap.SetPixel(x, y, y < 8 ? x < 8 ? SKColors.Red : SKColors.Lime : x < 8 ? SKColors.Blue : SKColors.White);
        }

        using var encoded = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100);
        Write("1.jpg", WithOrientation(encoded.ToArray(), orientation));
        File.Copy(Path.Combine(Images, "a", "1.jpg"), Path.Combine(Images, "b", "0.png"), overwrite: true);

        using var content = Load();
        var (height, width) = orientation < 5 ? (Height, Width) : (Width, Height);
        content.Spec.InputShape.Should().Equal(3, height, width);
        var image = content.Train.Fetch(tensor([0L])).Input[0];
        char At(int row, int column) => (image[0, row, column].item<float>() > 0.5, image[1, row, column].item<float>() > 0.5, image[2, row, column].item<float>() > 0.5) switch
        {
            (true, false, false) => 'r',
            (false, true, false) => 'g',
            (false, false, true) => 'b',
            _ => 'w',
        };
        $"{At(0, 0)}{At(0, width - 1)}/{At(height - 1, 0)}{At(height - 1, width - 1)}".Should().Be(corners);
        content.Warnings.Should().Equal(orientation == 1 ? [] : [$"{Images}: 2 of 2 images have a note of their camera (EXIF) by which they were turned upright"]);
    }

    [Fact]
    public void What_pixels_do_not_show_is_told_once()
    {
        Write("1.png", SampleFiles.Encoded(2, 3, Red.WithAlpha(100), SKEncodedImageFormat.Png));
        Write("2.png", Png16());
        Write("3.gif", Gif(frames: 2));
        using var content = Load();
        content.Warnings.Should().Equal(
            $"{Images}: 1 of 4 images has 16 bits a value, of which 8 are read",
            $"{Images}: 1 of 4 images has transparent pixels, which are read in the colours that are stored there",
            $"{Images}: 1 of 4 images has several frames, of which the first is read");
        Row(content, 1).Should().OnlyContain(value => value == 0x12);
    }

    [Fact]
    public void Gray_palettes_and_colours_give_what_they_show()
    {
        using var gray = new SKBitmap(new SKImageInfo(3, 2, SKColorType.Gray8));
        gray.Erase(new SKColor(90, 90, 90));
        using var encoded = gray.Encode(SKEncodedImageFormat.Png, 100);
        Write("1.png", encoded.ToArray());
        Write("2.gif", Gif(frames: 1));
        using var content = Load();
        Row(content, 0).Should().OnlyContain(value => value == 90);
        Row(content, 1).Should().OnlyContain(value => value == 255);
    }

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(Images, "a"));
        File.WriteAllBytes(Path.Combine(Images, "a", name), content);
    }

    private DatasetContent Load() => new ImageFolder { Path = Images }.Load(Path.Combine(folder.Path, "data"));

    private float Pixel(int image, int channel)
    {
        using var content = Load();
        return content.Train.Fetch(tensor([(long)image])).Input[0, channel, 1, 1].item<float>() * 255;
    }

    /// <summary>The first pixels of the first row, channel after channel.</summary>
    private static int[] Row(DatasetContent content, long image) =>
        [.. content.Train.Fetch(tensor([image])).Input[0, .., 0, ..2].transpose(0, 1).contiguous().mul(255).round().to(ScalarType.Int32).data<int>().ToArray()];

    /// <summary>2 × 3 pixels of the colour (10, 20, 30), 24 bits each, rows of 12 bytes.</summary>
    private static byte[] Bmp()
    {
        var bytes = new byte[54 + 24];
        (bytes[0], bytes[1]) = ((byte)'B', (byte)'M');
        foreach (var (place, value) in new[] { (2, bytes.Length), (10, 54), (14, 40), (18, 3), (22, 2), (34, 24) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);
        }

        (bytes[26], bytes[28]) = (1, 24);
        for (var pixel = 0; pixel < 6; pixel++)
        {
            new byte[] { 30, 20, 10 }.CopyTo(bytes, 54 + (pixel / 3 * 12) + (pixel % 3 * 3));
        }

        return bytes;
    }

    /// <summary>2 × 3 white pixels of a palette of two colours.</summary>
    private static byte[] Gif(int frames)
    {
        byte[] frame = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 3, 0, 2, 0, 0, 2, .. LzwOfOnes(6), 0];
        return [.. "GIF89a"u8, 3, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B];
    }

    /// <summary>LZW codes of so many pixels of colour 1, each pixel after a clear code, so that codes stay three bits wide.</summary>
    private static byte[] LzwOfOnes(int pixels)
    {
        const int Clear = 4, End = 5, Bits = 3;
        int[] codes = [.. Enumerable.Repeat<int[]>([Clear, 1], pixels).SelectMany(pair => pair), End];
        var bytes = new byte[((codes.Length * Bits) + 7) / 8];
        for (var bit = 0; bit < codes.Length * Bits; bit++)
        {
            bytes[bit / 8] |= (byte)((codes[bit / Bits] >> (bit % Bits) & 1) << (bit % 8));
        }

        return [(byte)bytes.Length, .. bytes];
    }

    /// <summary>2 × 3 pixels of 16 bits a value, all 0x1234.</summary>
    private static byte[] Png16()
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZLibStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var row = 0; row < 2; row++)
            {
                zip.Write([0, .. Enumerable.Repeat<byte[]>([0x12, 0x34], 9).SelectMany(value => value)]);
            }
        }

        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 2, 16, 2, 0, 0, 0]), .. Chunk("IDAT", zipped.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32(named));
        return [.. length, .. named, .. sum];
    }

    private static uint Crc32(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return ~sum;
    }

    /// <summary>A JPEG with EXIF data that hold one entry: tag 0x0112, orientation.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }
}
