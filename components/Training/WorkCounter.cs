using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Training;

/// <summary>Counts what the layers of a network do in one forward pass: operations, and values that a backward pass will need.</summary>
internal sealed class WorkCounter : IDisposable
{
    private readonly List<Action> removals = [];

    /// <summary>Multiplications and additions.</summary>
    internal double Operations { get; private set; }

    /// <summary>Values that layers gave.</summary>
    internal double Activations { get; private set; }

    /// <summary>Whether nothing could be watched.</summary>
    internal bool IsBlind => removals.Count == 0;

    /// <summary>Watches the innermost layers of networks.</summary>
    internal void Watch(IEnumerable<nn.Module> networks)
    {
        foreach (var layer in networks.SelectMany(network => network.modules()).OfType<nn.Module<Tensor, Tensor>>().Where(layer => !layer.children().Any()))
        {
            var hook = layer.register_forward_hook((module, _, output) =>
            {
                Count(module, output);
                return null!; // the output stays as it is
            });
            removals.Add(hook.remove);
        }
    }

    public void Dispose() => removals.ForEach(remove => remove());

    /// <summary>Every value of a matrix product or convolution takes as many products as its row of the weights has values.</summary>
    private void Count(nn.Module layer, Tensor output)
    {
        Activations += output.numel();
        foreach (var (name, weight) in layer.named_parameters(recurse: false))
        {
            if (name == "weight" && weight.dim() >= 2)
            {
                Operations += 2.0 * output.numel() * weight.numel() / weight.shape[0];
            }
        }
    }
}
