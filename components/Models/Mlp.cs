using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>
/// A multilayer perceptron: fully connected layers with an activation after each but the last. Inputs of any shape are
/// flattened. Weights start as torch's linear layers do.
/// </summary>
[Synonyms("MLPClassifier", "feed_forward", "fully_connected", "dense")]
[Component("mlp")]
public sealed record Mlp : IModel
{
    /// <summary>The width of each hidden layer, at least 1; an empty list gives a linear model.</summary>
    [Synonyms("hidden_sizes", "hidden_dims", "hidden_layer_sizes", "hidden_units", "layers", "units")]
    [Range(1, double.PositiveInfinity)]
    public IReadOnlyList<int> Widths { get; init; } = [128];

    /// <summary>The function after each hidden layer.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The probability with which training drops a hidden value (Srivastava et al. 2014).</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public Network Build(DataSpec data)
    {
        var layers = new Layers();
        layers.Add("flatten", nn.Flatten());
        var width = data.InputSize;
        for (var index = 0; index < Widths.Count; index++)
        {
            layers.Add($"hidden{index}", nn.Linear(width, Widths[index]));
            layers.Add($"activation{index}", Activation);
            layers.AddDropout($"dropout{index}", Dropout);
            width = Widths[index];
        }

        layers.Add("output", nn.Linear(width, data.Outputs));
        return layers.Build();
    }
}
