using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>
/// The order in memory that keeps libtorch 2.10's convolutions right: channels last. oneDNN 3.7 copies plain tensors into blocks of 8 or 16 channels and,
/// on some processors, loses part of an incomplete block (decision 13); where the weights say channels last, libtorch lets it compute
/// on the tensors as they are. Only the order in memory changes, no value.
/// </summary>
internal static class ConvolutionLayout
{
    /// <summary>Whether a tensor may be the weights of a convolution, [O, I, …] with one to three dimensions of space.</summary>
    internal static bool Concerns(Tensor weights) => weights.dim() is >= 3 and <= 5 && weights.is_floating_point();

    /// <summary>Strides of channels last. A dimension of size 1 counts too: libtorch tells the layout of [O, 1, H, W] by nothing but these numbers.</summary>
    internal static long[] Strides(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        strides[1] = 1;
        var step = shape[1];
        for (var dimension = shape.Length - 1; dimension > 1; dimension--)
        {
            (strides[dimension], step) = (step, step * shape[dimension]);
        }

        strides[0] = step;
        return strides;
    }

    /// <summary>A copy of the values in channels last.</summary>
    internal static Tensor Of(Tensor weights) => Copy(weights, Strides(weights.shape));

    /// <summary>A copy of the values with these strides, which must leave no gap.</summary>
    internal static Tensor Copy(Tensor values, long[] strides)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        return empty([values.numel()], values.dtype, values.device).as_strided(values.shape, strides).copy_(values).MoveToOuterDisposeScope();
    }

    /// <summary>Reorders all weights and buffers of a network in place that may belong to a convolution. Optimizers must not have seen them yet.</summary>
    internal static void Apply(nn.Module network)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var weights in network.parameters().Concat(network.buffers()).Where(Concerns).Where(weights => !weights.stride().SequenceEqual(Strides(weights.shape))))
        {
            weights.set_(Of(weights));
        }
    }
}
