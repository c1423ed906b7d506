using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Numerics;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Training;

/// <summary>Finds the device that a configuration names.</summary>
internal static class TrainingDevice
{
    /// <summary>Finds the device, and makes sure that libtorch computes right on it.</summary>
    /// <exception cref="InvalidOperationException">There is no such device here; the message says what to do.</exception>
    /// <exception cref="LibTorchException">It computes wrong.</exception>
    public static Device Find(string name)
    {
        var device = Named(name);
        TrustedMachine.Require(device);
        return device;
    }

    /// <summary>Finds the device and trusts it.</summary>
    /// <exception cref="InvalidOperationException">There is no such device here; the message says what to do.</exception>
    internal static Device Named(string name)
    {
        var gpus = cuda.is_available() ? cuda.device_count() : 0;
        if (name == DeviceName.Auto)
        {
            return gpus > 0 ? device("cuda:0") : CPU;
        }

        if (name == "cpu")
        {
            return CPU;
        }

        var index = name == "cuda" ? 0 : int.Parse(name.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture);
        return index < gpus ? device($"cuda:{index}") : throw new InvalidOperationException(NoSuchGpu(name, gpus));
    }

    private static string NoSuchGpu(string name, int gpus) => gpus > 0
        ? $"train.device is '{name}', and there are {gpus} GPUs here, cuda:0 to cuda:{gpus - 1}; choose one of these or 'auto'"
        : $"train.device is '{name}', and libtorch {LibTorch.Version} finds no CUDA device here; train with train.device=cpu, or, on a machine " +
          "with a GPU, set EXPERIMENT_LIBTORCH to the folder of a CUDA libtorch (such as a Python install's torch/lib)";
}
