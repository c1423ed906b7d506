using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>
/// Computes a layer in float32 as training does, on a device, with unset memory marked, and again in float64 on the CPU, which goes other ways through
/// libtorch: oneDNN has no float64. Draws nothing from torch's generator.
/// </summary>
public static class LayerComparison
{
    /// <summary>Compares a layer, with weights laid out as those of a model in training.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="device">Where to compute.</param>
    public static LayerDeviation Measure(LayerCase layer, Device device) => Measure(layer, device, ConvolutionLayout.Of);

    /// <summary>Compares a layer whose weights are laid out in a way of choice.</summary>
    internal static LayerDeviation Measure(LayerCase layer, Device device, Func<Tensor, Tensor> layout)
    {
        using var scope = NewDisposeScope();
        using var withGradients = enable_grad();
        var reference = Compute(layer, CPU, ScalarType.Float64, weights => weights);
        Tensor[] results;
        using (UnsetMemory.Mark())
        {
            results = Compute(layer, device, ScalarType.Float32, weights => ConvolutionLayout.Concerns(weights) ? layout(weights) : weights);
        }

        double[] deviations = [.. results.Zip(reference, Deviation)];
        return new(deviations[0], deviations[1], deviations.Skip(2).DefaultIfEmpty().Max());
    }

    /// <summary>Output, gradient by the input, gradients by the weights.</summary>
    private static Tensor[] Compute(LayerCase layer, Device device, ScalarType type, Func<Tensor, Tensor> layout)
    {
        Tensor Given(IReadOnlyList<long> shape, int place) => Values(shape, place).to(ScalarType.Float32).to(type).to(device);

        var input = Given(layer.Input, 1).requires_grad_();
        var weights = layer.Weights.Select((shape, place) => layout(Given(shape, place + 2)).requires_grad_()).ToArray();
        var output = layer.Forward(input, weights);
        output.backward([Given(output.shape, 0)]);
        return [output.detach(), input.grad!, .. weights.Select(weight => weight.grad!)];
    }

    /// <summary>Values in [-½, ½) without a pattern.</summary>
    private static Tensor Values(IReadOnlyList<long> shape, int place) =>
        arange(shape.Aggregate(1L, (product, size) => product * size), ScalarType.Float64).add(1000 * place).mul(12.9898).sin().mul(43758.5453).frac().abs().sub(0.5).reshape([.. shape]);

    private static double Deviation(Tensor result, Tensor reference)
    {
        var difference = result.to(ScalarType.Float64).cpu().sub(reference).abs().max().item<double>() / (reference.abs().max().item<double>() + 1e-9);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }
}
