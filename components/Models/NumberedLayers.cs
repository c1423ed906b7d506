using System.Globalization;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Models;

/// <summary>The layers of a network in order, named by their place, as a sequence of torch names them.</summary>
public sealed class NumberedLayers
{
    private readonly Layers layers = new();
    private int count;

    /// <summary>Adds a layer.</summary>
    public void Add(nn.Module<Tensor, Tensor> module) => layers.Add(count++.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Build() => layers.Build();
}
