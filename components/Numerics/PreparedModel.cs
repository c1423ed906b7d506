using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Models;
using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>A model whose networks begin with set values and compute right, which it need not think of itself.</summary>
/// <param name="model">The model.</param>
/// <param name="device">Where its networks will compute.</param>
internal sealed class PreparedModel(IModel model, Device device) : IModel
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Build(DataSpec data)
    {
        nn.Module<Tensor, Tensor> network;
        using (UnsetMemory.Mark())
        {
            network = model.Build(data);
        }

        UnsetValues.Settle(network);
        TrustedMachine.Prepare(network, device);
        return network;
    }
}
