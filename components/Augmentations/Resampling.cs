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

    /// <summary>
    /// What each pixel of a window adds to each pixel of its scaled form: a triangle as wide as two pixels of the coarser of the two,
    /// cut off at the window's borders (antialiased bilinear interpolation, as in Pillow).
    /// </summary>
    /// <param name="starts">The first row, or column, of each sample's window, [B, 1, 1, 1].</param>
    /// <param name="lengths">How many there are, [B, 1, 1, 1].</param>
    /// <param name="from">The rows of the image.</param>
    /// <param name="to">The rows of the result.</param>
    /// <returns>[B, 1, to, from]; each row sums to 1.</returns>
    public static Tensor Triangles(Tensor starts, Tensor lengths, long from, long to)
    {
        var scale = lengths.div(to);
        var centers = arange(to, ScalarType.Float32, device: starts.device).add(0.5).view(1, 1, to, 1).mul(scale).add(starts);
        var pixels = arange(from, ScalarType.Float32, device: starts.device).view(1, 1, 1, from);
        var weights = pixels.add(0.5).sub(centers).abs().div(scale.clamp_min(1)).mul(-1).add(1).clamp_min(0);
        var isInside = pixels.ge(starts).logical_and_(pixels.lt(starts.add(lengths)));
        var inside = weights.mul(isInside.to(ScalarType.Float32));
        return inside.div(inside.sum(3, keepdim: true));
    }

    /// <summary>In [-1, 1], where the borders of the image lie at the ends.</summary>
    private static Tensor Relative(Tensor places, long size) => places.mul(2).add(1).div(size).sub(1);
}
