using ExperimentRunner.Ledger.Machine;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>The memory that trials can share.</summary>
/// <param name="Free">Bytes that were free before any trial ran, by device: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="Slots">Slots by device.</param>
internal sealed record DeviceMemory(IReadOnlyDictionary<string, long> Free, IReadOnlyDictionary<string, int> Slots)
{
    /// <summary>The most that one trial may take, in bytes: all of the device that has least, alone on it.</summary>
    internal long Alone => Free.Values.Min();

    /// <summary>What a trial may take so that all slots can be used at once, in bytes.</summary>
    internal long Share => Free.Min(device => device.Value / Slots[device.Key]);

    /// <summary>Reads what is free now on the devices of a plan.</summary>
    internal static DeviceMemory Read(SlotPlan plan)
    {
        using var gpus = NvidiaProbe.Open();
        var devices = plan.Slots.GroupBy(slot => slot.Device, StringComparer.Ordinal).ToArray();
        return new DeviceMemory(
            devices.ToDictionary(device => device.Key, device => device.First().Place.Gpus is { Length: > 0 } gpu && gpus?.Free(gpu) is { } free ? free : FreeOnCpu()),
            devices.ToDictionary(device => device.Key, device => device.Count()));
    }

    private static long FreeOnCpu() => GC.GetGCMemoryInfo() is var memory ? memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes : 0;
}
