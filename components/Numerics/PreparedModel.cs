using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>Builds networks that begin with set values and compute right, which models need not think of.</summary>
internal static class PreparedModel
{
    /// <summary>Builds the network of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The fields of a batch.</param>
    /// <param name="device">Where it will compute.</param>
    public static Network Build(IModel model, DataSpec data, Device device)
    {
        Network network;
        using (UnsetMemory.Mark())
        {
            network = model.Build(data);
        }

        UnsetValues.Settle(network.Module);
        TrustedMachine.Prepare(network.Module, device);
        _ = network.Module.to(device);
        return network;
    }
}
