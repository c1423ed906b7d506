using TorchSharp.Modules;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>Parameters that an optimizer treats alike.</summary>
/// <param name="Parameters">The parameters; at least one.</param>
/// <param name="LearningRate">Their learning rate before the schedule.</param>
/// <param name="WeightDecay">Their weight decay, or null for the optimizer's own.</param>
public sealed record ParameterGroup(IReadOnlyList<Parameter> Parameters, double LearningRate, double? WeightDecay);
