using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>A layer with a shape, to be computed in two ways and compared.</summary>
/// <param name="Name">What people read: <c>conv2d 16 → 24, kernel 3</c>.</param>
/// <param name="Kind">The kind that it speaks for.</param>
/// <param name="Input">The shape of the input.</param>
/// <param name="Weights">The shapes of the weights.</param>
/// <param name="Forward">Computes the output from input and weights, in their type and on their device.</param>
public sealed record LayerCase(string Name, LayerKind Kind, IReadOnlyList<long> Input, IReadOnlyList<long[]> Weights, Func<Tensor, Tensor[], Tensor> Forward)
{
    /// <summary>Makes a case of a layer that is no convolution.</summary>
    public LayerCase(string name, IReadOnlyList<long> input, IReadOnlyList<long[]> weights, Func<Tensor, Tensor[], Tensor> forward)
        : this(name, LayerKind.Other, input, weights, forward)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
