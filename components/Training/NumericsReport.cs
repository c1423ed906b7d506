using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Numerics;

namespace ExperimentRunner.Components.Training;

/// <summary>How libtorch computes on a device that can be trained on.</summary>
/// <param name="Device">The device.</param>
/// <param name="LibTorch">The version of libtorch.</param>
/// <param name="Verdict">What is wrong, and what is right only without oneDNN.</param>
public sealed record NumericsReport(string Device, string LibTorch, NumericsVerdict Verdict)
{
    /// <summary>Compares layers with float64.</summary>
    /// <param name="device">A name as in <c>train.device</c>.</param>
    /// <param name="threads">Threads inside operations.</param>
    /// <param name="table">The layers.</param>
    /// <exception cref="InvalidOperationException">There is no such device here.</exception>
    /// <exception cref="LibTorchException">libtorch cannot be loaded.</exception>
    public static NumericsReport Of(string device, int threads, IReadOnlyList<LayerCase> table)
    {
        Native.LibTorch.Load();
        Threads.Use(threads);
        var found = TrainingDevice.Named(device);
        return new(found.ToString(), Native.LibTorch.Version, NumericsCheck.On(found).Judge(table, found));
    }
}
