using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>Reads images between their pixels.</summary>
internal static class Resampling
{
    /// <summary>The values of images at points; beyond the borders zero.</summary>
    /// <param name="images">[B, channels, height, width].</param>
    /// <param name="rows">The row of each point, float32 [B, 1, h, w] or what broadcasts to it, 0 at the middle of the first row.</param>
    /// <param name="columns">Its column.</param>
    /// <param name="interpolation">How.</param>
    /// <returns>[B, channels, h, w].</returns>
    public static Tensor At(Tensor images, Tensor rows, Tensor columns, Interpolation interpolation)
    {
        var (height, width) = (images.shape[2], images.shape[3]);
        var points = broadcast_tensors(Relative(columns, width), Relative(rows, height));
        var grid = cat(points, 1).permute(0, 2, 3, 1).contiguous();
        var mode = interpolation == Interpolation.Bilinear ? GridSampleMode.Bilinear : GridSampleMode.Nearest;
        return nn.functional.grid_sample(images, grid, mode, GridSamplePaddingMode.Zeros, align_corners: false);
    }

    /// <summary>In [-1, 1], where the borders of the image lie at the ends.</summary>
    private static Tensor Relative(Tensor places, long size) => places.mul(2).add(1).div(size).sub(1);
}
