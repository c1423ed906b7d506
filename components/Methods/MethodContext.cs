using TorchSharp;

namespace ExperimentRunner.Components.Methods;

/// <summary>What a method builds its algorithm from.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Device">Where to train.</param>
/// <param name="DataFolder">The folder that holds fetched data sets.</param>
public sealed record MethodContext(Experiment Experiment, torch.Device Device, string DataFolder);
