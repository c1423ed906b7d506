using ExperimentRunner.Components.Data;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>The shape of a convolution over one, two or three dimensions of one size.</summary>
/// <param name="Dimensions">1, 2 or 3.</param>
/// <param name="Inputs">Channels of the input.</param>
/// <param name="Outputs">Channels of the output.</param>
/// <param name="Kernel">The kernel's side.</param>
internal sealed record ConvolutionShape(int Dimensions, int Inputs, int Outputs, int Kernel = 3)
{
    public bool IsTransposed { get; init; }

    public int Groups { get; init; } = 1;

    public int Stride { get; init; } = 1;

    public int Dilation { get; init; } = 1;

    public int Padding { get; init; } = 1;

    public int Batch { get; init; } = 2;

    public int Side { get; init; } = 7;

    internal LayerCase Case()
    {
        long[] weights = [.. IsTransposed ? [Inputs, Outputs / Groups] : new[] { Outputs, Inputs / Groups }, .. Repeated(Kernel)];
        return new(Name(), LayerKinds.Of(weights), [Batch, Inputs, .. Repeated(Side)], [weights, [Outputs]], Forward);
    }

    private Tensor Forward(Tensor input, Tensor[] weights)
    {
        var (weight, bias) = (weights[0], weights[1]);
        var (strides, padding, dilation) = (Repeated(Stride), Repeated(Padding), Repeated(Dilation));
        return (Dimensions, IsTransposed) switch
        {
            (1, false) => nn.functional.conv1d(input, weight, bias, Stride, Padding, Dilation, Groups),
            (2, false) => nn.functional.conv2d(input, weight, bias, strides, padding, dilation, Groups),
            (3, false) => nn.functional.conv3d(input, weight, bias, strides, padding, dilation, Groups),
            (1, true) => nn.functional.conv_transpose1d(input, weight, bias, Stride, Padding, null, Dilation, Groups),
            (2, true) => nn.functional.conv_transpose2d(input, weight, bias, strides, padding, null, dilation, Groups),
            (3, true) => nn.functional.conv_transpose3d(input, weight, bias, strides, padding, null, dilation, Groups),
            _ => throw new NotSupportedException($"a convolution over {Dimensions} dimensions"),
        };
    }

    private string Name()
    {
        var further = new (string Name, int Value, int Usual)[] { ("groups", Groups, 1), ("stride", Stride, 1), ("dilation", Dilation, 1), ("batch", Batch, 2) };
        var told = string.Concat(further.Where(entry => entry.Value != entry.Usual).Select(entry => $", {entry.Name} {entry.Value}"));
        return $"{(IsTransposed ? "transposed " : "")}conv{Dimensions}d {Inputs} → {Outputs}, kernel {Kernel}{told}";
    }

    private long[] Repeated(int value) => [.. Enumerable.Repeat((long)value, Dimensions)];
}
