using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Verification;

/// <summary>What this machine can measure, found out without libtorch.</summary>
internal static class LocalHardware
{
    private const string Driver = "/proc/driver/nvidia/version";

    /// <summary>Where a training with this <c>train.device</c> would run.</summary>
    internal static HardwareClass ClassOf(string device) =>
        device.StartsWith("cuda", StringComparison.Ordinal) || (device != "cpu" && HasGpu) ? HardwareClass.Gpu : HardwareClass.Cpu;

    // The libtorch that ships with the product has no CUDA.
    private static bool HasGpu => File.Exists(Driver) && Environment.GetEnvironmentVariable(LibTorch.FolderVariable) is { Length: > 0 };
}
