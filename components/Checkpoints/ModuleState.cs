using static TorchSharp.torch;

namespace ExperimentRunner.Components.Checkpoints;

/// <summary>The parameters and buffers of a module in a checkpoint, under their state-dict keys.</summary>
public static class ModuleState
{
    /// <summary>Adds a module's parameters and persistent buffers.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="module">The module, on any device.</param>
    /// <param name="metadata">Text for whoever uses the weights elsewhere, under keys; null for none.</param>
    public static void Module(this CheckpointWriter checkpoint, string name, nn.Module module, IReadOnlyDictionary<string, string>? metadata = null) =>
        checkpoint.Tensors(name, module.state_dict().Select(entry => (entry.Key, entry.Value)), metadata);

    /// <summary>Gives a module of the same build the values that were saved, in place, on its own device.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="InvalidDataException">Keys, shapes or types differ; the message names all that do, and nothing was changed.</exception>
    public static void Module(this CheckpointReader checkpoint, string name, nn.Module module)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (saved, current) = (checkpoint.Tensors(name), module.state_dict());
        if (Differences(saved, current).ToArray() is { Length: > 0 } differences)
        {
            throw new InvalidDataException($"the part {name} of the checkpoint is of another model: {string.Join("; ", differences)}");
        }

        foreach (var (key, tensor) in current)
        {
            tensor.copy_(saved[key]);
        }
    }

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, Tensor> saved, Dictionary<string, Tensor> current)
    {
        foreach (var (key, tensor) in current)
        {
            if (!saved.TryGetValue(key, out var value))
            {
                yield return $"{key} is missing in it";
            }
            else if (Describe(value) is var was && Describe(tensor) is var now && was != now)
            {
                yield return $"{key} is {was} in it and {now} in the model";
            }
        }

        foreach (var key in saved.Keys.Where(key => !current.ContainsKey(key)))
        {
            yield return $"the model has no {key}";
        }
    }

    private static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
