using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>How the pixels of a batch of images move: one drawn movement a sample, for the image and for all that belongs to it.</summary>
public abstract class Geometry
{
    /// <summary>The rows of an image afterwards.</summary>
    public abstract long Height { get; }

    /// <summary>The columns of an image afterwards.</summary>
    public abstract long Width { get; }

    /// <summary>Moves images.</summary>
    /// <param name="images">float32 [B, channels, rows, columns].</param>
    /// <param name="isExact">Whether every pixel must keep a value that was there, as those of masks must; else values between pixels are interpolated.</param>
    /// <returns>[B, channels, height, width]; zero where nothing was.</returns>
    public abstract Tensor Images(Tensor images, bool isExact);

    /// <summary>Moves points.</summary>
    /// <param name="points">float32 [B, points, 2], column and row in pixels: (0, 0) is the upper left corner of the first pixel, (0.5, 0.5) its middle.</param>
    /// <returns>Where they are afterwards, perhaps beyond the image.</returns>
    public abstract Tensor Points(Tensor points);
}
