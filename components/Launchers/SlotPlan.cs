using ExperimentRunner.Components.Native;
using ExperimentRunner.Registry.Binding;

namespace ExperimentRunner.Components.Launchers;

/// <summary>The slots of a sweep.</summary>
/// <param name="Slots">The slots, numbered from 1.</param>
/// <param name="Threads">Threads inside operations, for every trial that does not say otherwise.</param>
public sealed record SlotPlan(IReadOnlyList<Slot> Slots, int Threads);

/// <summary>Where one trial at a time runs.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Device">What it is on, for people: <c>cuda:0</c>, <c>cpu</c>.</param>
/// <param name="Place">What its launcher calls that, such as the GPUs in <c>CUDA_VISIBLE_DEVICES</c>; null for all that there is.</param>
public sealed record Slot(int Number, string Device, string? Place)
{
    /// <summary>All that there is, for a trial by itself.</summary>
    public static Slot Everything { get; } = new(1, "auto", Place: null);
}
