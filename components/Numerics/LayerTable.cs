using ExperimentRunner.Components.Data;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>The layers and shapes by which a libtorch is judged.</summary>
public static class LayerTable
{
    private static readonly int[] Channels = [1, 3, 4, 7, 8, 9, 15, 16, 17, 24, 33, 40];

    /// <summary>A handful, at least one for each fault that was met: some tens of milliseconds.</summary>
    public static IReadOnlyList<LayerCase> Handful { get; } = [.. Small().Select(shape => shape.Case()), .. Others(12)];

    /// <summary>Channels around the multiples of 8 and 16 in all pairs, every form of convolution, and the other layers: less than a minute.</summary>
    public static IReadOnlyList<LayerCase> Full { get; } = [.. AllPairs().Concat(Grouped()).Select(shape => shape.Case()), .. Channels.SelectMany(Others)];

    private static IEnumerable<ConvolutionShape> Small()
    {
        for (var dimensions = 1; dimensions <= 3; dimensions++)
        {
            var side = dimensions == 3 ? 4 : 7;
            foreach (var (inputs, outputs) in new[] { (1, 4), (4, 8), (16, 24), (24, 16) })
            {
                yield return new(dimensions, inputs, outputs) { Side = side };
            }

            yield return new(dimensions, 16, 24, Kernel: 4) { Side = side, Stride = 2, IsTransposed = true };
            yield return new(dimensions, 12, 12) { Side = side, Groups = 12 };
            yield return new(dimensions, 1, 1) { Side = side };
        }
    }

    private static IEnumerable<ConvolutionShape> AllPairs()
    {
        foreach (var inputs in Channels)
        {
            foreach (var outputs in Channels)
            {
                for (var dimensions = 1; dimensions <= 3; dimensions++)
                {
                    foreach (var form in Forms(dimensions))
                    {
                        yield return form with { Inputs = inputs, Outputs = outputs };
                    }
                }
            }
        }
    }

    private static IEnumerable<ConvolutionShape> Forms(int dimensions)
    {
        var shape = new ConvolutionShape(dimensions, 1, 1) { Side = dimensions == 3 ? 5 : 9 };
        yield return shape with { Batch = 5 };
        yield return shape with { Kernel = 1, Padding = 0, Batch = 5 };
        yield return shape with { Stride = 2 };
        yield return shape with { Dilation = 2, Padding = 2 };
        yield return shape with { Kernel = 4, Stride = 2, IsTransposed = true };
        if (dimensions < 3)
        {
            yield return shape with { Kernel = 1, Padding = 0, Stride = 2 };
            yield return shape with { Kernel = 2, Padding = 0, Batch = 1 };
            yield return shape with { Kernel = 5, Padding = 2, Batch = 3 };
            yield return shape with { Kernel = 7, Padding = 3, Stride = 2 };
            yield return shape with { IsTransposed = true };
            yield return shape with { Stride = 2, Dilation = 2, IsTransposed = true };
        }
    }

    private static IEnumerable<ConvolutionShape> Grouped()
    {
        foreach (var channels in Enumerable.Range(2, 39))
        {
            for (var dimensions = 1; dimensions <= 3; dimensions++)
            {
                var shape = new ConvolutionShape(dimensions, channels, channels) { Groups = channels, Side = dimensions == 3 ? 4 : 7 };
                yield return shape;
                yield return shape with { Stride = 2, Outputs = 2 * channels };
                yield return shape with { IsTransposed = true };
                if (channels % 4 == 0)
                {
                    yield return shape with { Groups = 2, Outputs = channels + 4 };
                    yield return shape with { Groups = 4, IsTransposed = true, Stride = 2 };
                }
            }
        }
    }

    /// <summary>Layers that are no convolutions, of a width.</summary>
    private static IEnumerable<LayerCase> Others(int width)
    {
        long[] images = [3, width, 6, 6];
        yield return new($"linear {width}", [5, width], [[width + 3, width], [width + 3]], (x, w) => nn.functional.linear(x, w[0], w[1]));
        yield return new($"batch norm {width}", images, [[width], [width]], (x, w) => nn.functional.batch_norm(x, null, null, w[0], w[1], training: true));
        yield return new($"layer norm {width}", [5, width + 7], [[width + 7], [width + 7]], (x, w) => nn.functional.layer_norm(x, [width + 7], w[0], w[1]));
        yield return new($"group norm {width}", images, [[width], [width]], (x, w) => nn.functional.group_norm(x, 1, w[0], w[1]));
        yield return new($"max pool {width}", images, [], (x, _) => nn.functional.max_pool2d(x, 2));
        yield return new($"average pool {width}", images, [], (x, _) => nn.functional.avg_pool2d(x, 2));
        yield return new($"softmax {width}", [5, width + 1], [], (x, _) => x.mul(4).softmax(1));
        yield return new($"gelu {width}", [5, width], [], (x, _) => nn.functional.gelu(x));
        yield return new($"silu {width}", [5, width], [], (x, _) => nn.functional.silu(x));
        yield return new($"tanh {width}", [5, width], [], (x, _) => x.tanh());
    }
}
