using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>Finds the kind of layer that weights may belong to.</summary>
internal static class LayerKinds
{
    /// <summary>The kind of the weights [O, I, …] of a convolution.</summary>
    internal static LayerKind Of(ReadOnlySpan<long> shape) => shape[0] == 1 && shape[1] == 1 ? LayerKind.SingleChannel : (LayerKind)(shape.Length - 3);

    /// <summary>All kinds of convolution that a network may compute.</summary>
    internal static IEnumerable<LayerKind> In(nn.Module network) =>
        network.parameters().Concat(network.buffers()).Where(ConvolutionLayout.Concerns).Select(weights => Of(weights.shape)).Distinct();
}
