using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Output;
using ExperimentRunner.Sweeps;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Commands;

/// <summary>
/// Tells of devices that trials ask for and this machine lacks. The config may be meant for another one, so it is no mistake.
/// </summary>
internal static class DeviceCheck
{
    /// <summary>A warning of each such device.</summary>
    internal static IReadOnlyList<string> Warnings(SweepPlan plan)
    {
        string[] devices = [.. plan.Samples.Select(trial => trial.Experiment.Experiment.Train.Device).Where(DeviceName.IsGpu)];
        try
        {
            return devices.Length > 0 ? Warnings(devices, plan.Launcher.Gpus) : []; // what needs no GPU is checked without libtorch
        }
        catch (LibTorchException missing)
        {
            return [missing.Message, .. Warnings(devices, gpus: 0)];
        }
    }

    /// <summary>A warning of each device that needs more GPUs than there are.</summary>
    internal static IReadOnlyList<string> Warnings(IEnumerable<string> devices, int gpus)
    {
        var here = gpus == 0 ? "no GPU that this program can use" : $"only {Measure.Count(gpus, "GPU")}, counted from cuda:0";
        return [.. devices.Distinct(StringComparer.Ordinal).Where(device => DeviceName.GpuOf(device) >= gpus).Select(device =>
            $"train.device is '{device}', and this machine has {here}: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere")];
    }
}
