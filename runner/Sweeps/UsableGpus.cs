using ExperimentRunner.Components.Native;
using ExperimentRunner.Tracking.Machine;

namespace ExperimentRunner.Sweeps;

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
            ? visible.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. Enumerable.Range(0, probe?.Count ?? 0).Select(index => index.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
