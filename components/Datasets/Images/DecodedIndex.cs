using System.Text.Json.Serialization;

namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>What a folder of decoded images holds.</summary>
/// <param name="Channels">Channels of every image.</param>
/// <param name="Height">Rows of every image.</param>
/// <param name="Width">Columns of every image.</param>
/// <param name="Classes">The names of the classes by index.</param>
/// <param name="Sets">The number of images of each set.</param>
/// <param name="Digest">SHA-256 of pixels, labels and classes.</param>
internal sealed record DecodedIndex(
    int Channels, int Height, int Width, IReadOnlyList<string> Classes, IReadOnlyDictionary<string, long> Sets, string Digest)
{
    /// <summary>What a person should know of the images, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The bytes of one image.</summary>
    [JsonIgnore]
    public long ImageBytes => checked((long)Channels * Height * Width);
}
