using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>The layers of a network in order, each under the name that its state-dict keys begin with.</summary>
public sealed class Layers
{
    private readonly List<(string Name, nn.Module<Tensor, Tensor> Module)> layers = [];

    /// <summary>Adds a layer.</summary>
    public void Add(string name, nn.Module<Tensor, Tensor> module) => layers.Add((name, module));

    /// <summary>Adds an activation.</summary>
    public void Add(string name, Activation activation) => Add(name, activation switch
    {
        Activation.Relu => nn.ReLU(),
        Activation.Gelu => nn.GELU(),
        Activation.Silu => nn.SiLU(),
        Activation.Tanh => nn.Tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    });

    /// <summary>Adds dropout, unless its probability is 0.</summary>
    public void AddDropout(string name, double probability)
    {
        if (probability > 0)
        {
            Add(name, nn.Dropout(probability));
        }
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Build() => nn.Sequential(layers);
}
