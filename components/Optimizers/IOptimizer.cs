using ExperimentRunner.Registry.Components;
using TorchSharp;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>A rule that changes parameters by their gradients.</summary>
[ComponentKind("optimizer")]
public interface IOptimizer
{
    /// <summary>The learning rate that the schedule's factor multiplies; above 0.</summary>
    double LearningRate { get; }

    /// <summary>Whether one step evaluates the loss several times, so that it must be given as a function.</summary>
    bool NeedsClosure => false;

    /// <summary>Builds the optimizer over a model's parameters.</summary>
    torch.optim.Optimizer Build(ParameterGroups parameters);
}
