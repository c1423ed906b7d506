using ExperimentRunner.Components.Feeding;
using TorchSharp;

namespace ExperimentRunner.Components.Methods;

/// <summary>What a method builds its algorithm from.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Device">Where to train.</param>
/// <param name="DataFolder">The folder that holds fetched data sets.</param>
/// <param name="Shelf">Owns the data set that is trained on.</param>
public sealed record MethodContext(Experiment Experiment, torch.Device Device, string DataFolder, DataShelf Shelf)
{
    /// <summary>The data of the experiment, ready to train on; they outlive the algorithm.</summary>
    public PreparedData Data() => Shelf.Take(Experiment, DataFolder, Device);
}
