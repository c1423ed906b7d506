using SkiaSharp;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>
/// Decodes images to bytes: channels, rows, columns, from 0 to 255, upright. Threads that decode at once take turns where images are large.
/// </summary>
/// <param name="channels">3 for red, green and blue; 1 for gray, by the weights of ITU-R BT.601. Transparency does not count.</param>
/// <param name="scaled">Height and width that images are scaled to; null leaves them as they are.</param>
internal sealed class ImageDecoder(int channels, (int Height, int Width)? scaled)
{
    /// <summary>The most bytes of an image's file.</summary>
    public const int MaximumFileBytes = 256 << 20;

    private const long MaximumPixels = 100_000_000;
    private const long MemoryBytes = 512 << 20;
    private const int Interleaved = 4;

    private static readonly SKEncodedImageFormat[] Formats =
        [SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Gif, SKEncodedImageFormat.Webp, SKEncodedImageFormat.Bmp];

    private readonly MemoryGate memory = new(MemoryBytes);

    /// <summary>Room for the bytes of an image in an archive.</summary>
    /// <exception cref="InvalidDataException">It is too large to be one.</exception>
    public static byte[] Room(string name, long length) => length <= MaximumFileBytes ? new byte[length] : throw new InvalidDataException(
        $"its entry '{name}' has {length} bytes: an image may have {MaximumFileBytes}");

    /// <summary>Reads and decodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="only">Height and width that it must have to be decoded: of others the pixels stay empty; null for any.</param>
    /// <param name="pixels">Its pixels.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public string? TryDecode(EncodedImage image, (int Height, int Width)? only, out DecodedImage pixels)
    {
        try
        {
            return Decode(image.Read(), only, out pixels);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            pixels = default;
            return $"it cannot be read: {failure.Message}";
        }
    }

    private string? Decode(byte[] encoded, (int Height, int Width)? only, out DecodedImage pixels)
    {
        pixels = new DecodedImage(0, 0, []);
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        if (codec is null || !Formats.Contains(codec.EncodedFormat))
        {
            return encoded.Length == 0 ? "the file is empty" : $"it is not a {EncodedImage.Kinds} image, or it is damaged";
        }

        var size = (long)codec.Info.Width * codec.Info.Height;
        if (size > MaximumPixels)
        {
            return $"it is {codec.Info.Height}×{codec.Info.Width}: larger than {MaximumPixels} pixels";
        }

        var upright = Orientation.Of(codec.EncodedOrigin, codec.Info.Height, codec.Info.Width);
        if (only is { } expected && expected != (upright.Height, upright.Width))
        {
            pixels = new DecodedImage(upright.Height, upright.Width, []);
            return null;
        }

        var bytes = (size * (Interleaved + channels)) + ImageScaler.WorkingBytes(upright.Height, scaled?.Width ?? 0);
        (pixels, var problem) = memory.With(bytes, () => Decode(codec, upright, TraitsOf(codec, encoded)));
        return problem;
    }

    private (DecodedImage Pixels, string? Problem) Decode(SKCodec codec, Orientation upright, ImageTraits traits)
    {
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var rgba = new NativeBuffer(info.BytesSize);
        var result = codec.GetPixels(info, rgba.Start);
        if (result != SKCodecResult.Success)
        {
            return (default, result == SKCodecResult.IncompleteInput ? "it is cut short" : $"it is damaged ({result})");
        }

        var shown = IsTransparent(codec, rgba.Bytes) ? traits | ImageTraits.Transparent : traits;
        var (height, width) = scaled ?? (upright.Height, upright.Width);
        return (new DecodedImage(height, width, Pixels(rgba.Bytes, upright)) { Traits = shown }, null);
    }

    private byte[] Pixels(ReadOnlySpan<byte> rgba, Orientation upright)
    {
        var size = channels * upright.Height * upright.Width;
        if (scaled is not { } to || to == (upright.Height, upright.Width))
        {
            var pixels = new byte[size];
            Fill(pixels, rgba, upright);
            return pixels;
        }

        using var planes = new NativeBuffer(size);
        Fill(planes.Bytes, rgba, upright);
        return ImageScaler.Scale(planes.Bytes, (upright.Height, upright.Width), to);
    }

    private static ImageTraits TraitsOf(SKCodec codec, byte[] encoded)
    {
        const int PngBitDepth = 24; // of the header that every PNG begins with
        return (codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? ImageTraits.None : ImageTraits.Turned)
            | (codec.EncodedFormat == SKEncodedImageFormat.Png && encoded[PngBitDepth] == 16 ? ImageTraits.SixteenBits : ImageTraits.None)
            | (codec.FrameCount > 1 ? ImageTraits.Animated : ImageTraits.None);
    }

    private static bool IsTransparent(SKCodec codec, ReadOnlySpan<byte> rgba)
    {
        for (var alpha = Interleaved - 1; codec.Info.AlphaType != SKAlphaType.Opaque && alpha < rgba.Length; alpha += Interleaved)
        {
            if (rgba[alpha] < byte.MaxValue)
            {
                return true;
            }
        }

        return false;
    }

    private void Fill(Span<byte> planes, ReadOnlySpan<byte> rgba, Orientation upright)
    {
        var size = rgba.Length / Interleaved;
        for (var (row, pixel) = (0, 0); row < upright.Height; row++)
        {
            var place = upright.Start + (row * upright.Down);
            for (var column = 0; column < upright.Width; column++, pixel++, place += upright.Right)
            {
                var colour = rgba.Slice(Interleaved * place, 3);
                if (channels == 1)
                {
                    planes[pixel] = (byte)(((299 * colour[0]) + (587 * colour[1]) + (114 * colour[2]) + 500) / 1000);
                    continue;
                }

                (planes[pixel], planes[size + pixel], planes[(2 * size) + pixel]) = (colour[0], colour[1], colour[2]);
            }
        }
    }
}
