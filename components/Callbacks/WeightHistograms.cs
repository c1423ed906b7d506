using ExperimentRunner.Registry.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Callbacks;

/// <summary>Shows how the weights of every layer, and their gradients, are spread: a histogram each, in steps that you choose.</summary>
[Component("weight_histograms")]
public sealed record WeightHistograms : ICallback
{
    /// <summary>A histogram is made every so many optimizer steps.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Every { get; init; } = 500;

    /// <inheritdoc/>
    public Watcher Build(MonitoredMetric? monitor) => new Weights(Every);

    private sealed class Weights(int every) : Watcher
    {
        public override void OnStep(StepTaken step)
        {
            if (step.Step % every != 0)
            {
                return;
            }

            using var withoutGradients = no_grad();
            foreach (var (name, parameter) in step.Networks.SelectMany(network => network.named_parameters()))
            {
                step.Report.Histogram($"weights/{name}", Values(parameter));
                if (parameter.grad is { } gradient)
                {
                    step.Report.Histogram($"gradients/{name}", Values(gradient));
                }
            }
        }

        private static double[] Values(Tensor tensor)
        {
            using var values = tensor.detach().to(ScalarType.Float64).cpu().contiguous();
            return values.data<double>().ToArray();
        }
    }
}
