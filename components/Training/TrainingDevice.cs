using ExperimentRunner.Components.Checkpoints;
using ExperimentRunner.Components.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Training;

/// <summary>The device of a training, with threads and random numbers settled.</summary>
internal sealed class TrainingDevice
{
    private TrainingDevice(Device device) => Device = device;

    /// <summary>Where to compute.</summary>
    public Device Device { get; }

    /// <summary>Finds the device and sets the threads.</summary>
    /// <exception cref="InvalidOperationException">There is no such device here; the message says what to do.</exception>
    public static TrainingDevice Prepare(string name, int threads)
    {
        Threads.Use(threads);
        return new TrainingDevice(Find(name));
    }

    /// <summary>Seeds every generator of torch: weights and dropout draw from them.</summary>
    public void Seed(long seed) => torch.manual_seed(seed);

    /// <summary>Adds the generators' state to a checkpoint.</summary>
    public void Save(CheckpointWriter checkpoint) => checkpoint.Randomness("random");

    /// <summary>Takes the generators' state back.</summary>
    public void Load(CheckpointReader checkpoint) => checkpoint.Randomness("random");

    private static Device Find(string name)
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
