using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Output;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Checkup;

/// <summary>Looks at the system below everything else: .NET, processor and memory.</summary>
internal static class MachineCheck
{
    private const string MemoryFile = "/proc/meminfo";
    private const long LittleMemory = 2_000_000_000;

    internal static IEnumerable<Finding> Look() => [Dotnet(), Cores(), Memory()];

    private static Finding Dotnet()
    {
        var found = $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}";
        return OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? new(".NET", Health.Ok, found)
            : new(".NET", Health.Wrong, found, "training needs Linux on x64; configs can be checked here, and trained there");
    }

    private static Finding Cores() =>
        new("threads", Health.Ok, string.Create(CultureInfo.InvariantCulture, $"{Threads.Available} cores may be used; 'train.threads' sets how many a run uses"));

    private static Finding Memory()
    {
        var all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes; // a container's limit counts
        var free = Math.Min(all, Available() ?? all);
        return free >= LittleMemory
            ? new("memory", Health.Ok, $"{Measure.Bytes(free)} of {Measure.Bytes(all)} are free")
            : new("memory", Health.Note, $"only {Measure.Bytes(free)} of {Measure.Bytes(all)} are free", "a run takes about 0.5 GB and what its data and model need: end other programs, or lower 'train.batch_size'");
    }

    private static long? Available()
    {
        var line = File.Exists(MemoryFile)
            ? RegularFile.ReadLines(MemoryFile).FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
            : null;
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024
            : null;
    }
}
