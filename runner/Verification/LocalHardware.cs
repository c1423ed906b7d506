using ExperimentRunner.Components.Claims;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Verification;

/// <summary>What this machine can measure, found out without libtorch.</summary>
internal static class LocalHardware
{
    /// <summary>Where a training with this <c>train.device</c> would run.</summary>
    internal static HardwareClass ClassOf(string device) =>
        DeviceName.IsGpu(device) || (device == DeviceName.Auto && UsableGpus.Here().Count > 0) ? HardwareClass.Gpu : HardwareClass.Cpu;
}
