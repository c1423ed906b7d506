using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Training;
using ExperimentRunner.Launching;
using ExperimentRunner.Reports;
using ExperimentRunner.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>Tells of devices that trials ask for and this machine lacks. The config may be meant for another one, so it is no mistake.</summary>
internal static class DeviceCheck
{
    /// <summary>Warns of each such device.</summary>
    internal static void Tell(SweepPlan plan, Terminal terminal)
    {
        string[] devices = [.. plan.Samples.Select(trial => trial.Experiment.Experiment.Train.Device).Where(DeviceName.IsGpu)];
        if (devices.Length > 0) // what needs no GPU is checked without libtorch
        {
            Tell(devices, Gpus(terminal), terminal);
        }
    }

    private static int Gpus(Terminal terminal)
    {
        try
        {
            return UsableGpus.Here().Count;
        }
        catch (LibTorchException missing)
        {
            terminal.Warn(missing.Message);
            return 0;
        }
    }

    /// <summary>Warns of each device that needs more GPUs than there are.</summary>
    internal static void Tell(IEnumerable<string> devices, int gpus, Terminal terminal)
    {
        foreach (var device in devices.Distinct(StringComparer.Ordinal).Where(device => DeviceName.GpuOf(device) >= gpus))
        {
            var here = gpus == 0 ? "no GPU that this program can use" : $"only {Measure.Count(gpus, "GPU")}, counted from cuda:0";
            terminal.Warn($"train.device is '{device}', and this machine has {here}: it will not train here; write auto, which takes the CPU where there is no GPU, or train it elsewhere");
        }
    }
}
