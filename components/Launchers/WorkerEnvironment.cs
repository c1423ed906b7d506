using System.Globalization;

namespace ExperimentRunner.Components.Launchers;

/// <summary>The environment of a worker.</summary>
internal static class WorkerEnvironment
{
    private static readonly string[] NotForWorkers = ["MLFLOW_", "OTEL_"];

    /// <summary>Changes a copy of the runner's environment into a worker's.</summary>
    internal static void Apply(IDictionary<string, string?> environment, Slot slot, int threads)
    {
        // A worker never talks to a tracking server, so it gets no credentials.
        foreach (var name in environment.Keys.Where(name => NotForWorkers.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToArray())
        {
            environment.Remove(name);
        }

        // Freed memory is kept: returning it to the kernel and faulting it in again costs up to a third of a step.
        environment.TryAdd("MALLOC_TRIM_THRESHOLD_", "4000000000");
        environment.TryAdd("MALLOC_MMAP_MAX_", "0");
        environment.TryAdd("MALLOC_TOP_PAD_", "67108864");
        if (slot.Place is { } gpus)
        {
            environment["CUDA_VISIBLE_DEVICES"] = gpus;
        }

        environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
    }
}
