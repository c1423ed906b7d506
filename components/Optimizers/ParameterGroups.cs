using static TorchSharp.torch;

namespace ExperimentRunner.Components.Optimizers;

/// <summary>The parameters that an optimizer changes, with their names in the model.</summary>
public sealed class ParameterGroups
{
    /// <summary>All trainable parameters of a module.</summary>
    public ParameterGroups(nn.Module module) =>
        Named = [.. module.named_parameters().Where(entry => entry.parameter.requires_grad)];

    /// <summary>Each parameter with its state-dict key, in the model's order.</summary>
    public IReadOnlyList<(string Name, TorchSharp.Modules.Parameter Parameter)> Named { get; }

    /// <summary>The parameters alone.</summary>
    public IEnumerable<TorchSharp.Modules.Parameter> Parameters => Named.Select(entry => entry.Parameter);
}
