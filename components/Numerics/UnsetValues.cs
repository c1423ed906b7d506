using ExperimentRunner.Components.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Numerics;

/// <summary>Weights that nobody set, in a network that was built with unset memory marked.</summary>
internal static class UnsetValues
{
    /// <summary>Gives group norms, which TorchSharp 0.107 leaves unset, what PyTorch starts them with: weights of 1, biases of 0. What a model set itself stays.</summary>
    /// <exception cref="InvalidOperationException">Another parameter or buffer holds values that nobody set; the message names it.</exception>
    internal static void Settle(nn.Module network)
    {
        foreach (var norm in network.modules().OfType<GroupNorm>())
        {
            SetWhereUnset(norm.weight, 1);
            SetWhereUnset(norm.bias, 0);
        }

        var unset = network.state_dict().Where(entry => UnsetMemory.IsIn(entry.Value)).Select(entry => entry.Key).ToArray();
        if (unset.Length > 0)
        {
            throw new InvalidOperationException(
                $"the model leaves {string.Join(", ", unset.Select(name => $"'{name}'"))} without values, so it would begin with whatever lies in memory: "
                + "initialise it in Build, for example by torch.nn.init, or make it by zeros or randn in place of empty");
        }
    }

    private static void SetWhereUnset(Tensor? values, double start)
    {
        if (values is not null && UnsetMemory.IsIn(values))
        {
            using var withoutGradients = no_grad();
            values.fill_(start);
        }
    }
}
