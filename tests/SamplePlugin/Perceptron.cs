using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace SamplePlugin;

/// <summary>One fully connected layer (Rosenblatt 1958). Inputs of any shape are flattened.</summary>
[Component("perceptron")]
public sealed record Perceptron : IModel
{
    /// <summary>Whether each class has an offset.</summary>
    public bool Bias { get; init; } = true;

    /// <inheritdoc/>
    public Network Build(DataSpec data) =>
        nn.Sequential(("flatten", nn.Flatten()), ("output", nn.Linear(data.InputSize, data.RequireClasses("perceptron"), Bias)));
}
