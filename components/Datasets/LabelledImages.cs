using System.Security.Cryptography;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using TorchSharp;

namespace ExperimentRunner.Components.Datasets;

/// <summary>Images of one size, each of a class, as bytes.</summary>
/// <param name="Pixels">Values from 0 to 255, image after image: channels, rows, columns.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="LabelFile">The file that the labels are from, for messages.</param>
internal sealed record LabelledImages(byte[] Pixels, byte[] Labels, string LabelFile)
{
    /// <summary>Reads the two IDX files of one split: [count, height, width] and [count].</summary>
    internal static LabelledImages OfIdx(string images, string labels, int count, int height, int width) =>
        new(IdxFile.Read(images, count, height, width), IdxFile.Read(labels, count), labels);

    /// <summary>Images of a shape, of which the class is asked for.</summary>
    internal static DataSpec Spec(IReadOnlyList<long> shape, IReadOnlyList<string> classes) =>
        DataSpec.Of(FieldSpec.Given("image", new ImageMeaning(), shape), FieldSpec.Asked("class", new ClassMeaning(classes)));

    /// <summary>The data set of two splits; inputs are scaled to [0, 1].</summary>
    /// <exception cref="InvalidDataException">A label is not a class.</exception>
    internal static DatasetContent Content(DataSpec spec, LabelledImages train, LabelledImages test)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var split in (LabelledImages[])[train, test])
        {
            digest.AppendData(split.Pixels);
            digest.AppendData(split.Labels);
        }

        return new DatasetContent(train.Samples(spec), test.Samples(spec), Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private SampleTable Samples(DataSpec spec)
    {
        if (Array.FindIndex(Labels, label => label >= spec.Classes) is >= 0 and var index)
        {
            throw new InvalidDataException($"{LabelFile}: image {index} has label {Labels[index]}, expected 0 to {spec.Classes - 1}");
        }

        return new SampleTable(
            spec,
            new ResidentColumn(torch.tensor(Pixels, [Labels.Length, .. spec.InputShape]), ByteScale.OfBytes),
            new ResidentColumn(Array.ConvertAll(Labels, label => (long)label)));
    }
}
