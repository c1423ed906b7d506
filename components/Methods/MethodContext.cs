using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Losses;
using ExperimentRunner.Components.Models;
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
    /// <summary>The data of the experiment, ready to train on; they outlive the algorithm.</summary>
    public PreparedData Data() => Shelf.Take(Experiment, DataFolder, Device);

    /// <summary>The network of the experiment's model, on its device, with weights that lie as this machine computes right.</summary>
    /// <param name="data">The fields of a batch.</param>
    /// <param name="name">Which of several models; null for the only one.</param>
    /// <exception cref="InvalidOperationException">There is no such model, or it does not fit the data.</exception>
    public Network Model(DataSpec data, string? name = null) => PreparedModel.Build(Of(Experiment.Model, "model", name), data, Device);

    /// <summary>The experiment's loss, on its device.</summary>
    /// <param name="data">The fields of a batch.</param>
    /// <param name="name">Which of several losses; null for the only one.</param>
    /// <exception cref="InvalidOperationException">There is no such loss, or it does not fit the data.</exception>
    public LossFunction Loss(DataSpec data, string? name = null) => Of(Experiment.Loss, "loss", name).Build(data).MoveTo(Device);

    /// <summary>An updater of a network with the experiment's optimizer, schedule and <c>train:</c>.</summary>
    /// <param name="network">The network, on its device.</param>
    /// <param name="name">Which of several optimizers; null for the only one. It tells parts of checkpoints and figures apart.</param>
    /// <exception cref="InvalidOperationException">There is no such optimizer.</exception>
    public Updater Updater(Network network, string? name = null) =>
        new(name, Of(Experiment.Optimizer, "optimizer", name), Experiment.Schedule, Experiment.Train, network.Module);

    private static T Of<T>(Registry.Values.OneOrNamed<T>? components, string key, string? name)
        where T : class => (name is null ? components?.One : components?.Named?.GetValueOrDefault(name)) ?? throw new InvalidOperationException(
            name is null ? $"this method needs one {key}" : $"this method needs a {key} called '{name}', for example '{key}: {{{name}: …}}'");
}
