using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// 1,797 handwritten digits in ten classes, gray images [1, 8, 8] with values in [0, 1], which ship with the product. There is
/// no official test split. Source: Optical Recognition of Handwritten Digits (E. Alpaydin, C. Kaynak 1998), UCI Machine Learning
/// Repository, CC BY 4.0; the part of it that scikit-learn distributes.
/// </summary>
[Component("digits")]
public sealed record Digits : IDataset
{
    private const int Pixels = 64;

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(10);

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var text = Read();
        var lines = Encoding.ASCII.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (pixels, labels) = (new byte[lines.Length * Pixels], new long[lines.Length]);
        for (var row = 0; row < lines.Length; row++)
        {
            var values = lines[row].Split(',').Select(value => byte.Parse(value, CultureInfo.InvariantCulture)).ToArray();
            values.AsSpan(0, Pixels).CopyTo(pixels.AsSpan(row * Pixels));
            labels[row] = values[Pixels];
        }

        var spec = LabelledImages.Spec([1, 8, 8], [.. "0123456789".Select(name => name.ToString())]);
        var samples = new SampleTable(spec, new ResidentColumn(torch.tensor(pixels, [lines.Length, 1, 8, 8]), scale: 1.0 / 16), new ResidentColumn(labels));
        return new DatasetContent(samples, Test: null, Convert.ToHexStringLower(SHA256.HashData(text)));
    }

    private static byte[] Read()
    {
        using var resource = typeof(Digits).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var unzipped = new GZipStream(resource, CompressionMode.Decompress);
        using var text = new MemoryStream();
        unzipped.CopyTo(text);
        return text.ToArray();
    }
}
