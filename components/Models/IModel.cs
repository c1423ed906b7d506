using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>A network to train.</summary>
[ComponentKind("model")]
public interface IModel
{
    /// <summary>Builds the network on the CPU with fresh weights, drawn from torch's generator.</summary>
    /// <param name="data">What the data set knows: shapes, classes.</param>
    /// <returns>A network; where there is one field to take and one to give, a module from inputs [B, …input shape] to outputs [B, outputs] is one: a logit for each class, or a value for each of a target's.</returns>
    /// <exception cref="InvalidOperationException">The data do not fit this model; the message says how.</exception>
    Network Build(DataSpec data);
}
