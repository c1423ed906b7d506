using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Numerics;
using TorchSharp;

namespace ExperimentRunner.Components.Methods;

/// <summary>What a method builds its algorithm from.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Device">Where to train.</param>
/// <param name="DataFolder">The folder that holds fetched data sets.</param>
/// <param name="Shelf">Owns the data set that is trained on.</param>
public sealed record MethodContext(Experiment Experiment, torch.Device Device, string DataFolder, DataShelf Shelf)
{
    /// <summary>The experiment. Networks of its model begin with set values, and their weights lie as this machine computes right.</summary>
    public Experiment Experiment { get; init => field = Prepared(value); } = Experiment with { Model = Experiment.Model is { } model ? new PreparedModel(model, Device) : null };

    /// <summary>The data of the experiment, ready to train on; they outlive the algorithm.</summary>
    public PreparedData Data() => Shelf.Take(Experiment, DataFolder, Device);

    private Experiment Prepared(Experiment value) => value.Model is null or PreparedModel ? value : value with { Model = new PreparedModel(value.Model, Device) };
}
