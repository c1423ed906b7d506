using ExperimentRunner.Components.Sweeps;
using ExperimentRunner.Output;
using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>The slots of a sweep on this machine.</summary>
/// <param name="Slots">The slots.</param>
/// <param name="Threads">Threads inside operations, for every trial that does not say otherwise.</param>
public sealed record SlotPlan(IReadOnlyList<Slot> Slots, int Threads)
{
    private const string Cpu = "cpu";
    private const string Cuda = "cuda:";
    private const int MostOnCpu = 4;

    /// <summary>Plans slots as the settings say.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="gpus">The GPUs that can be used, as <c>CUDA_VISIBLE_DEVICES</c> names them.</param>
    /// <param name="cores">The cores of this machine.</param>
    /// <exception cref="RunnerException">The settings name a device that is not here.</exception>
    public static SlotPlan Of(SweepSettings settings, IReadOnlyList<string> gpus, int cores)
    {
        var devices = settings.Devices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(device => device == "auto" ? Every(gpus) : [device]).Distinct(StringComparer.Ordinal).ToArray();
        var places = devices.Select(device => (Device: device, Place: PlaceOf(device, gpus))).ToArray();
        var onCpu = settings.PerDevice ?? Math.Min(cores, MostOnCpu);
        var slots = places.SelectMany(place => Enumerable.Repeat(place, place.Device == Cpu ? onCpu : settings.PerDevice ?? 1))
            .Select((place, index) => new Slot(index + 1, place.Device, place.Place)).ToArray();
        return new SlotPlan(slots, Math.Max(1, cores / slots.Length));
    }

    private static IEnumerable<string> Every(IReadOnlyList<string> gpus) =>
        gpus.Count == 0 ? [Cpu] : Enumerable.Range(0, gpus.Count).Select(index => FormattableString.Invariant($"{Cuda}{index}"));

    private static WorkerPlace PlaceOf(string device, IReadOnlyList<string> gpus)
    {
        if (device == Cpu)
        {
            return new WorkerPlace(Gpus: "");
        }

        return device.StartsWith(Cuda, StringComparison.Ordinal) && int.TryParse(device.AsSpan(Cuda.Length), out var index) && index >= 0 && index < gpus.Count
            ? new WorkerPlace(gpus[index])
            : throw new RunnerException($"sweep.devices: there is no device '{device}' here; known: auto, {string.Join(", ", Every(gpus).Append(Cpu).Distinct())}");
    }
}

/// <summary>Where one trial at a time runs.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Device">What it is on, for people: <c>cuda:0</c>, <c>cpu</c>.</param>
/// <param name="Place">What its workers may use.</param>
public sealed record Slot(int Number, string Device, WorkerPlace Place);
