using System.IO.Enumeration;
using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Registry.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>Gives a network the weights that <c>init:</c> names, and freezes those that it says.</summary>
internal static class InitialWeights
{
    private const int Shown = 20;

    /// <summary>Takes weights from a file.</summary>
    /// <param name="network">The network, on its device.</param>
    /// <param name="settings">From where and how.</param>
    /// <returns>What a person should know: a line each.</returns>
    /// <exception cref="InvalidOperationException">The file does not fit the network; every value that does not is named.</exception>
    public static IEnumerable<string> Load(nn.Module network, InitSettings settings)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var (saved, state) = (Read(settings), network.state_dict());
        var problems = new List<string>();
        var taken = 0;
        foreach (var (key, tensor) in state)
        {
            if (!saved.Remove(key, out var value))
            {
                problems.Add($"the file has no {key}");
            }
            else if (!value.shape.SequenceEqual(tensor.shape))
            {
                problems.Add($"{key} is [{string.Join(", ", value.shape)}] in the file and [{string.Join(", ", tensor.shape)}] in the network");
            }
            else
            {
                tensor.copy_(value);
                taken++;
            }
        }

        problems.AddRange(saved.Keys.Select(key => $"the network has no {key}"));
        if (taken == 0 || (settings.Strict && problems.Count > 0))
        {
            throw new InvalidOperationException(
                $"init.from: {settings.From} does not fit the network: {Listed(problems)}; 'map' renames, and 'strict: false' lets the rest begin afresh");
        }

        return problems.Count == 0 ? [] : [$"init: {taken} of {state.Count} values begin as in {settings.From}; {Listed(problems)}"];
    }

    /// <summary>Freezes parameters.</summary>
    /// <exception cref="InvalidOperationException">A pattern matches none, or nothing is left to train where something must be.</exception>
    public static void Freeze(nn.Module network, IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            var frozen = network.named_parameters().Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.name, ignoreCase: false)).ToList();
            if (frozen.Count == 0)
            {
                throw new InvalidOperationException(
                    $"init.freeze: '{pattern}' matches no parameter; the parameters are {string.Join(", ", network.named_parameters().Select(entry => entry.name))}");
            }

            frozen.ForEach(entry => entry.parameter.requires_grad = false);
        }
    }

    private static Dictionary<string, Tensor> Read(InitSettings settings)
    {
        try
        {
            using var stream = RegularFile.Open(settings.From!);
            return Safetensors.Read(stream).GroupBy(entry => Renamed(entry.Key, settings.Map)).ToDictionary(
                named => named.Key,
                named => named.Count() == 1 ? named.First().Value : throw new InvalidDataException($"'map' gives {named.Count()} values the name {named.Key}"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidOperationException($"init.from: {settings.From}: {failure.Message}", failure);
        }
    }

    private static string Renamed(string key, IReadOnlyDictionary<string, string> map) =>
        map.Where(entry => key.StartsWith(entry.Key, StringComparison.Ordinal)).OrderByDescending(entry => entry.Key.Length).Take(1)
            .Select(entry => entry.Value + key[entry.Key.Length..]).FirstOrDefault(key);

    private static string Listed(List<string> problems) =>
        string.Join("; ", problems.Take(Shown)) + (problems.Count > Shown ? $"; and {problems.Count - Shown} more" : "");
}
