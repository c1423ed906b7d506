using System.Runtime.InteropServices;
using System.Text.Json;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Registry.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>A folder of decoded images: a file of pixels and one of labels for each set, and an index.</summary>
/// <param name="path">The folder.</param>
internal sealed class DecodedFolder(string path)
{
    private const int ChunkBytes = 1 << 28;

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The file of a set's pixels: image after image, channels, rows, columns.</summary>
    public string PixelFile(string set) => System.IO.Path.Combine(path, $"{set}.pixels");

    /// <summary>The file of a set's labels: int64, in the byte order of the machine.</summary>
    public string LabelFile(string set) => System.IO.Path.Combine(path, $"{set}.labels");

    /// <summary>Writes the index, last of all.</summary>
    public void Write(DecodedIndex index) => RegularFile.WriteText(IndexFile, JsonSerializer.Serialize(index, DecodedIndexJson.Default.DecodedIndex));

    /// <summary>The index, or null where the folder is not there or not whole.</summary>
    public DecodedIndex? Read()
    {
        if (!File.Exists(IndexFile))
        {
            return null;
        }

        try
        {
            var index = StrictJson.ReadFile(IndexFile, DecodedIndexJson.Default.DecodedIndex, "the images are decoded again");
            return index is { Channels: > 0, Height: > 0, Width: > 0 } && index.Sets.All(set => PathSegment.IsPlain(set.Key)
                && HasLength(PixelFile(set.Key), checked(set.Value * index.ImageBytes)) && HasLength(LabelFile(set.Key), checked(set.Value * sizeof(long)))) ? index : null;
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException)
        {
            return null; // a disk that lost what was written: the images are decoded again
        }
    }

    /// <summary>Opens a set.</summary>
    /// <param name="index">The index.</param>
    /// <param name="set">The set.</param>
    /// <param name="isResident">Whether pixels are read into memory; else they stay in their file.</param>
    /// <returns>Images and classes.</returns>
    public Column[] Open(DecodedIndex index, string set, bool isResident)
    {
        long[] shape = [index.Channels, index.Height, index.Width];
        var labels = MemoryMarshal.Cast<byte, long>(RegularFile.ReadBytes(LabelFile(set), long.MaxValue)).ToArray();
        Column images = isResident
            ? new ResidentColumn(Pixels(PixelFile(set), [labels.Length, .. shape]), ByteScale.OfBytes)
            : new MappedColumn(PixelFile(set), shape, labels.Length, scale: ByteScale.OfBytes);
        return [images, new ResidentColumn(labels)];
    }

    private string IndexFile => System.IO.Path.Combine(path, "index.json");

    private static bool HasLength(string file, long length) => RegularFile.SizeOf(file) == length;

    private static Tensor Pixels(string file, long[] shape)
    {
        using var source = RegularFile.Open(file);
        var pixels = empty(source.Length, ScalarType.Byte);
        for (var start = 0L; start < source.Length; start += ChunkBytes)
        {
            using var part = pixels.narrow(0, start, Math.Min(ChunkBytes, source.Length - start));
            source.ReadExactly(part.bytes);
        }

        return pixels.reshape(shape);
    }
}
