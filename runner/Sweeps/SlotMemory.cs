using ExperimentRunner.Tracking.Machine;

namespace ExperimentRunner.Sweeps;

/// <summary>How much memory a trial in a slot may take.</summary>
internal static class SlotMemory
{
    private const string Cpu = "cpu";

    /// <summary>The least that a slot of a plan has now, in bytes: what its device has free, in equal parts.</summary>
    internal static long Of(SlotPlan plan)
    {
        using var gpus = NvidiaProbe.Open();
        return plan.Slots.GroupBy(slot => (slot.Device, slot.Place)).Min(group => (group.Key.Device == Cpu ? FreeOnCpu() : gpus?.Free(group.Key.Place.Gpus!) ?? FreeOnCpu()) / group.Count());
    }

    private static long FreeOnCpu() => GC.GetGCMemoryInfo() is var memory ? memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes : 0;
}
