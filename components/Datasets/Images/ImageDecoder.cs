using SkiaSharp;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Decodes PNG and JPEG images to bytes: channels, rows, columns, from 0 to 255.</summary>
/// <param name="channels">3 for red, green and blue; 1 for gray, by the weights of ITU-R BT.601. Transparency does not count.</param>
internal sealed class ImageDecoder(int channels)
{
    private const int MaximumFileBytes = 256 << 20;
    private const long MaximumPixels = 100_000_000;
    private const int Interleaved = 4;

    /// <summary>Room for the bytes of an image in an archive.</summary>
    /// <exception cref="InvalidDataException">It is too large to be one.</exception>
    public static byte[] Room(string name, long length) => length <= MaximumFileBytes ? new byte[length] : throw new InvalidDataException(
        $"its entry '{name}' has {length} bytes: an image may have {MaximumFileBytes}");

    /// <summary>Reads and decodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="pixels">Its pixels.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryDecode(EncodedImage image, out DecodedImage pixels)
    {
        try
        {
            return Decode(image.Read(), out pixels);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            pixels = default;
            return $"it cannot be read: {failure.Message}";
        }
    }

    /// <summary>Decodes an image.</summary>
    /// <param name="encoded">Its file.</param>
    /// <param name="pixels">Its pixels.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public unsafe string? Decode(byte[] encoded, out DecodedImage pixels)
    {
        pixels = new DecodedImage(0, 0, []);
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg))
        {
            return encoded.Length == 0 ? "the file is empty" : "it is no PNG or JPEG image, or is damaged";
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        if ((long)info.Width * info.Height > MaximumPixels)
        {
            return $"it is {info.Height}×{info.Width}: larger than {MaximumPixels} pixels";
        }

        var rgba = new byte[info.BytesSize64];
        fixed (byte* start = rgba)
        {
            var result = codec.GetPixels(info, (nint)start);
            if (result != SKCodecResult.Success)
            {
                return result == SKCodecResult.IncompleteInput ? "it is cut short" : $"it is damaged ({result})";
            }
        }

        pixels = new DecodedImage(info.Height, info.Width, channels == 1 ? Gray(rgba) : Planes(rgba));
        return null;
    }

    private static byte[] Planes(byte[] rgba)
    {
        var size = rgba.Length / Interleaved;
        var planes = new byte[3 * size];
        for (var pixel = 0; pixel < size; pixel++)
        {
            planes[pixel] = rgba[Interleaved * pixel];
            planes[size + pixel] = rgba[(Interleaved * pixel) + 1];
            planes[(2 * size) + pixel] = rgba[(Interleaved * pixel) + 2];
        }

        return planes;
    }

    private static byte[] Gray(byte[] rgba)
    {
        var gray = new byte[rgba.Length / Interleaved];
        for (var pixel = 0; pixel < gray.Length; pixel++)
        {
            var colour = rgba.AsSpan(Interleaved * pixel, 3);
            gray[pixel] = (byte)(((299 * colour[0]) + (587 * colour[1]) + (114 * colour[2]) + 500) / 1000);
        }

        return gray;
    }
}
