using System.Diagnostics;
using System.Net;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Launchers;

/// <summary>
/// Workers are processes on the machine of the command, beside the runner; on the processor a sweep's trials share its cores.
/// </summary>
[Component("local")]
public sealed record Local : ILauncher
{
    private const string Cpu = "cpu";
    private const string Cuda = "cuda:";
    private const int MostOnCpu = 4;

    /// <inheritdoc/>
    public LauncherCapabilities Capabilities => new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public int Gpus => UsableGpus.Here().Count;

    /// <inheritdoc/>
    public SlotPlan Plan(string devices, int? perDevice) => Plan(devices, perDevice, UsableGpus.Here(), Environment.ProcessorCount);

    /// <inheritdoc/>
    public long Free(Slot slot)
    {
        using var gpus = NvidiaProbe.Open();
        return slot.Place is { Length: > 0 } gpu && gpus?.Free(gpu) is { } free ? free : FreeOnCpu();
    }

    /// <inheritdoc/>
    public IWorkerProcess Start(IReadOnlyList<string> command, Slot slot, int threads)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        WorkerEnvironment.Apply(start.Environment, slot, threads);
        return new LocalProcess(Process.Start(start)!);
    }

    /// <inheritdoc/>
    public bool Reaches(WorkerTrace worker) => string.Equals(worker.Host, Dns.GetHostName(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Cancel(WorkerTrace worker)
    {
        try
        {
            using var process = Process.GetProcessById(worker.Pid);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // it has left in the meantime
        }
    }

    /// <summary>Plans slots on a machine.</summary>
    /// <param name="devices">The devices, with commas between.</param>
    /// <param name="perDevice">Trials on one device at a time, or null.</param>
    /// <param name="gpus">The GPUs that can be used, as <c>CUDA_VISIBLE_DEVICES</c> names them.</param>
    /// <param name="cores">The cores of the machine.</param>
    internal static SlotPlan Plan(string devices, int? perDevice, IReadOnlyList<string> gpus, int cores)
    {
        var named = devices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(device => device == "auto" ? Every(gpus) : [device]).Distinct(StringComparer.Ordinal);
        var onCpu = perDevice ?? Math.Min(cores, MostOnCpu);
        var slots = named.Select(device => (Device: device, Place: PlaceOf(device, gpus)))
            .SelectMany(place => Enumerable.Repeat(place, place.Device == Cpu ? onCpu : perDevice ?? 1))
            .Select((place, index) => new Slot(index + 1, place.Device, place.Place)).ToArray();
        return new SlotPlan(slots, Math.Max(1, cores / slots.Length));
    }

    private static IEnumerable<string> Every(IReadOnlyList<string> gpus) =>
        gpus.Count == 0 ? [Cpu] : Enumerable.Range(0, gpus.Count).Select(index => FormattableString.Invariant($"{Cuda}{index}"));

    private static string PlaceOf(string device, IReadOnlyList<string> gpus)
    {
        if (device == Cpu)
        {
            return "";
        }

        return device.StartsWith(Cuda, StringComparison.Ordinal)
                && int.TryParse(device.AsSpan(Cuda.Length), out var index) && index >= 0 && index < gpus.Count
            ? gpus[index]
            : throw new InvalidOperationException(
                $"sweep.devices: there is no device '{device}' here; known: auto, {string.Join(", ", Every(gpus).Append(Cpu).Distinct())}");
    }

    private static long FreeOnCpu() => GC.GetGCMemoryInfo() is var memory ? memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes : 0;
}
