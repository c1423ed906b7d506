namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>The pixels of an image.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Channels, rows, columns, from 0 to 255.</param>
internal readonly record struct DecodedImage(int Height, int Width, byte[] Pixels)
{
    /// <summary>What of the image its pixels do not show.</summary>
    public ImageTraits Traits { get; init; }
}
