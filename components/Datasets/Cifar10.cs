using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// CIFAR-10: 60,000 small photographs in ten classes of equal size, colour images [3, 32, 32] with values in [0, 1]; 50,000 to
/// train on and 10,000 to test on, read from the publisher's binary archive. Source: A. Krizhevsky, "Learning multiple layers of
/// features from tiny images" (2009).
/// </summary>
[Component("cifar10")]
public sealed record Cifar10 : IDataset
{
    private const int BatchCount = 5;
    private const int PerBatch = 10_000;
    private const int ImageBytes = 3 * 32 * 32;
    private const int RecordBytes = 1 + ImageBytes;
    private const long MaximumBytes = 200_000_000; // the archive unpacks to 184 MB

    private static readonly DataSource Archive = new(
        "cifar-10",
        "cifar-10-binary.tar.gz",
        new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
        170_052_171,
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

    private static readonly string[] ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <inheritdoc/>
    public IReadOnlyList<DataSource> Sources => [Archive];

    /// <inheritdoc/>
    public bool? HasTestSplit => true;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(ClassNames);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var path = Archive.PathIn(folder);
        var train = new LabelledImages(new byte[BatchCount * PerBatch * ImageBytes], new byte[BatchCount * PerBatch], path);
        var test = new LabelledImages(new byte[PerBatch * ImageBytes], new byte[PerBatch], path);
        var missing = Enumerable.Range(0, BatchCount)
            .ToDictionary(batch => FormattableString.Invariant($"cifar-10-batches-bin/data_batch_{batch + 1}.bin"), batch => (Split: train, First: batch * PerBatch));
        missing.Add("cifar-10-batches-bin/test_batch.bin", (test, 0));
        TarArchive.Read(path, MaximumBytes, (name, length, content) =>
        {
            if (missing.Remove(name, out var place))
            {
                ReadBatch(name, length, content, place.Split, place.First);
            }
        });

        return missing.Count == 0
            ? LabelledImages.Content(LabelledImages.Spec([3, 32, 32], ClassNames), train, test)
            : throw new InvalidDataException($"{path}: it lacks {string.Join(", ", missing.Keys)}");
    }

    /// <summary>A batch is 10,000 records of one label and one image, its red, green and blue planes one after the other.</summary>
    private static void ReadBatch(string name, long length, Stream content, LabelledImages split, int first)
    {
        if (length != (long)PerBatch * RecordBytes)
        {
            throw new InvalidDataException($"its {name} has {length} bytes, expected {PerBatch * RecordBytes}");
        }

        Span<byte> record = stackalloc byte[RecordBytes];
        for (var image = first; image < first + PerBatch; image++)
        {
            content.ReadExactly(record);
            split.Labels[image] = record[0];
            record[1..].CopyTo(split.Pixels.AsSpan(image * ImageBytes));
        }
    }
}
