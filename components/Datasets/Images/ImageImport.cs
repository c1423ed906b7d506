using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Decodes images into a folder, several at a time; they are written in the order in which they came.</summary>
/// <param name="folder">The folder, empty.</param>
/// <param name="channels">1 or 3.</param>
/// <param name="size">Height and width that images are scaled to; null where all have one size.</param>
/// <param name="problems">Takes what is wrong with images.</param>
/// <param name="notes">Takes what a person should know of them.</param>
internal sealed class ImageImport(DecodedFolder folder, int channels, (int Height, int Width)? size, DataProblems problems, ImageNotes notes) : IDisposable
{
    private const int MostWaiting = 512;
    private const long MostWaitingPixelBytes = 128 << 20;
    private const long MostWaitingFileBytes = 128 << 20;

    private readonly ImageDecoder decoder = new(channels, size);
    private readonly List<LabelledImage> waiting = [];
    private readonly SortedDictionary<string, DecodedSet> sets = new(StringComparer.Ordinal);
    private (string Name, int Height, int Width)? first;
    private bool hasTraining;
    private long waitingBytes;

    private int Room => first is not var (_, height, width) ? 1 : (int)Math.Clamp(MostWaitingPixelBytes / ((long)channels * height * width), 1, MostWaiting);

    /// <summary>The sets that images came for.</summary>
    public IEnumerable<string> Sets => sets.Keys;

    /// <summary>Takes an image.</summary>
    public void Add(LabelledImage image)
    {
        waiting.Add(image);
        hasTraining |= image.Set == "train";
        waitingBytes += image.Image.WaitingBytes;
        if (waiting.Count >= Room || waitingBytes >= MostWaitingFileBytes)
        {
            DecodeWaiting();
        }
    }

    /// <summary>Decodes what is still waiting.</summary>
    public void EndSource() => DecodeWaiting();

    /// <summary>Ends the import.</summary>
    /// <returns>What the folder holds; null after problems.</returns>
    public DecodedIndex? Finish()
    {
        if (!sets.TryGetValue("train", out var train))
        {
            if (!hasTraining)
            {
                problems.Add($"it holds no {EncodedImage.Kinds} image to train on");
            }

            return null;
        }

        var classes = new ClassList(train.Classes);
        if (classes.Names.Count == 1 && !problems.Any) // else the others may only have been left out
        {
            problems.Add($"it holds one class only, '{classes.Names[0]}': expected at least two");
        }

        var (_, height, width) = first!.Value;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', [$"{channels} {height} {width}", .. classes.Names])));
        foreach (var (name, set) in sets)
        {
            var labels = set.Labels(name, classes, problems);
            RegularFile.WriteBytes(folder.LabelFile(name), labels);
            digest.AppendData(Encoding.UTF8.GetBytes(name));
            digest.AppendData(set.Finish());
            digest.AppendData(labels);
        }

        var counts = sets.ToDictionary(set => set.Key, set => (long)set.Value.Classes.Count);
        return new DecodedIndex(channels, height, width, classes.Names, counts, Convert.ToHexStringLower(digest.GetHashAndReset())) { Warnings = notes.Warnings() };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var set in sets.Values)
        {
            set.Dispose();
        }
    }

    private void DecodeWaiting()
    {
        var decoded = new (DecodedImage Image, string? Problem)[waiting.Count];
        Parallel.For(0, waiting.Count, index => decoded[index] = Decode(waiting[index].Image));
        for (var index = 0; index < decoded.Length; index++)
        {
            if (decoded[index].Problem is { } problem)
            {
                problems.Add($"{waiting[index].Image.FullName}: {problem}");
            }
            else
            {
                Write(waiting[index], decoded[index].Image);
            }
        }

        waiting.Clear();
        waitingBytes = 0;
    }

    private (DecodedImage Image, string? Problem) Decode(EncodedImage image)
    {
        // Where images are not scaled, those of another size are mistakes: their pixels need not wait.
        (int Height, int Width)? only = size is null && first is var (_, firstHeight, firstWidth) ? (firstHeight, firstWidth) : null;
        var problem = decoder.TryDecode(image, only, out var pixels);
        return (pixels, problem);
    }

    private void Write(LabelledImage image, DecodedImage pixels)
    {
        first ??= (image.Image.FullName, pixels.Height, pixels.Width);
        var (name, height, width) = first.Value;
        if (pixels.Height != height || pixels.Width != width)
        {
            problems.Add($"{image.Image.FullName}: it is {pixels.Height}×{pixels.Width}, and {name} is {height}×{width}; give 'size', for example [{height}, {width}], to scale all images to one size");
            return;
        }

        if (!sets.TryGetValue(image.Set, out var set))
        {
            sets.Add(image.Set, set = new DecodedSet(folder.PixelFile(image.Set)));
        }

        set.Add(image.Class, pixels.Pixels);
        notes.Add(pixels.Traits);
    }

    /// <summary>One set while it is written.</summary>
    private sealed class DecodedSet(string file) : IDisposable
    {
        // Without a buffer: closing the file after the disk was full must not fail once more.
        private readonly FileStream pixels = RegularFile.Open(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 });
        private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        internal List<string> Classes { get; } = [];

        internal void Add(string name, byte[] image)
        {
            pixels.Write(image);
            digest.AppendData(image);
            Classes.Add(name);
        }

        internal byte[] Labels(string set, ClassList known, DataProblems problems)
        {
            foreach (var name in Classes.Where(name => known.Find(name) is null).Distinct())
            {
                problems.Add($"the {set} images have a class '{name}' that no training image has; known: {string.Join(", ", known.Names.Take(20))}");
            }

            long[] labels = [.. Classes.Select(name => known.Find(name) ?? -1)];
            return MemoryMarshal.AsBytes<long>(labels).ToArray();
        }

        /// <summary>Brings the pixels to the disk and gives their digest.</summary>
        internal byte[] Finish()
        {
            pixels.Flush(flushToDisk: true);
            return digest.GetHashAndReset();
        }

        public void Dispose()
        {
            pixels.Dispose();
            digest.Dispose();
        }
    }
}
