using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Components.Launchers;

/// <summary>The GPUs that workers of this machine can train on.</summary>
internal static class UsableGpus
{
    private const string Variable = "CUDA_VISIBLE_DEVICES";

    /// <summary>Their names for <c>CUDA_VISIBLE_DEVICES</c>: none where libtorch knows no CUDA, whatever the machine has.</summary>
    internal static IReadOnlyList<string> Here()
    {
        if (!LibTorch.KnowsCuda)
        {
            return [];
        }

        using var probe = NvidiaProbe.Open();
        return Environment.GetEnvironmentVariable(Variable) is { } visible
            ? Named(visible)
            : probe?.Names ?? [];
    }

    /// <summary>
    /// The GPUs that CUDA takes a list to name: it reads up to the first name that it does not know, such as the -1 that hides all.
    /// </summary>
    internal static IReadOnlyList<string> Named(string visible) =>
        [.. visible.Split(',', StringSplitOptions.TrimEntries).TakeWhile(IsName)];

    private static bool IsName(string name) =>
        (name.Length > 0 && name.All(char.IsAsciiDigit)) || name.StartsWith("GPU-", StringComparison.Ordinal) || name.StartsWith("MIG-", StringComparison.Ordinal);
}
