using ExperimentRunner.Components.Launchers;
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
    internal static DeviceMemory Read(ILauncher launcher, SlotPlan plan)
    {
        var devices = plan.Slots.GroupBy(slot => slot.Device, StringComparer.Ordinal).ToArray();
        return new DeviceMemory(
            devices.ToDictionary(device => device.Key, device => launcher.Free(device.First())),
            devices.ToDictionary(device => device.Key, device => device.Count()));
    }
}
