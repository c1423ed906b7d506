namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>
/// Scales images by linear interpolation, the filter widened by the scale where the image shrinks so that no pixel is passed over
/// (as Pillow's BILINEAR does). Height and width scale apart; plain double arithmetic, so that every machine gives the same bytes.
/// </summary>
internal static class ImageScaler
{
    /// <summary>The bytes that scaling takes beside those of the two images.</summary>
    public static long WorkingBytes(int fromHeight, int width) => (long)fromHeight * width * sizeof(double);

    /// <summary>Scales an image of any number of channels.</summary>
    /// <param name="pixels">Channels, rows, columns.</param>
    /// <param name="from">Its rows and columns.</param>
    /// <param name="to">Those of the result.</param>
    public static byte[] Scale(ReadOnlySpan<byte> pixels, (int Height, int Width) from, (int Height, int Width) to)
    {
        var (rows, columns) = (Weights(from.Height, to.Height), Weights(from.Width, to.Width));
        var (size, scaledSize) = (from.Height * from.Width, to.Height * to.Width);
        var scaled = new byte[pixels.Length / size * scaledSize];
        for (var channel = 0; channel < pixels.Length / size; channel++)
        {
            ScalePlane(pixels.Slice(channel * size, size), from.Height, from.Width, rows, columns, scaled.AsSpan(channel * scaledSize, scaledSize));
        }

        return scaled;
    }

    private static void ScalePlane(
        ReadOnlySpan<byte> plane, int height, int width, (int First, double[] Weights)[] rows, (int First, double[] Weights)[] columns, Span<byte> scaled)
    {
        var narrow = new double[height * columns.Length];
        for (var place = 0; place < narrow.Length; place++)
        {
            var (row, column) = Math.DivRem(place, columns.Length);
            var (first, weights) = columns[column];
            for (var offset = 0; offset < weights.Length; offset++)
            {
                narrow[place] += weights[offset] * plane[(row * width) + first + offset];
            }
        }

        for (var place = 0; place < scaled.Length; place++)
        {
            var (row, column) = Math.DivRem(place, columns.Length);
            var (first, weights) = rows[row];
            var value = 0.5;
            for (var offset = 0; offset < weights.Length; offset++)
            {
                value += weights[offset] * narrow[((first + offset) * columns.Length) + column];
            }

            scaled[place] = (byte)Math.Clamp(value, 0, 255);
        }
    }

    /// <summary>For each place of the result: the first place of the source that counts, and the weights from there on.</summary>
    private static (int First, double[] Weights)[] Weights(int from, int to)
    {
        var scale = (double)from / to;
        var support = Math.Max(scale, 1);
        return [.. Enumerable.Range(0, to).Select(place =>
        {
            var center = (place + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var last = Math.Min(from, (int)(center + support + 0.5));
            var weights = Enumerable.Range(first, last - first).Select(source => Math.Max(0, 1 - (Math.Abs(source + 0.5 - center) / support))).ToArray();
            var sum = weights.Sum();
            return (first, Array.ConvertAll(weights, weight => weight / sum));
        })];
    }
}
