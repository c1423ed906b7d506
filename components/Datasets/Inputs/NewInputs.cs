using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>Inputs without targets.</summary>
/// <param name="Samples">The inputs; their targets mean nothing.</param>
/// <param name="Names">What each input is called: the name of its image, or the number of its row.</param>
public sealed record NewInputs(ISamples Samples, IReadOnlyList<string> Names) : IDisposable
{
    /// <summary>Images as bytes.</summary>
    /// <param name="pixels">uint8 [N, channels, height, width], which this takes over.</param>
    /// <param name="names">Their names.</param>
    internal static NewInputs OfImages(Tensor pixels, IReadOnlyList<string> names) =>
        new(new ResidentSamples(pixels, zeros(names.Count, ScalarType.Int64), labels: [], PixelScale.OfBytes), names);

    /// <summary>Rows of numbers.</summary>
    /// <param name="values">Row after row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="shape">The shape of an input.</param>
    internal static NewInputs OfRows(float[] values, int rows, IReadOnlyList<long> shape) => new(
        new ResidentSamples(tensor(values, [rows, .. shape]), zeros(rows, ScalarType.Int64), labels: []),
        [.. Enumerable.Range(1, rows).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    /// <inheritdoc/>
    public void Dispose() => Samples.Dispose();
}
