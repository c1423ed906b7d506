using TorchSharp;

namespace ExperimentRunner.Components.Native;

/// <summary>The threads inside tensor operations. Their number changes rounding, so a run keeps its own.</summary>
public static class Threads
{
    /// <summary>The cores that this process may use.</summary>
    public static int Available => Environment.ProcessorCount;

    /// <summary>Sets the number of threads for all operations of this process from now on.</summary>
    /// <param name="count">At least 1.</param>
    public static void Use(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        LibTorch.Load();
        torch.set_num_threads(count);
    }
}
