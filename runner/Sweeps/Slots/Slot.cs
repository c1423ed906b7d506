using ExperimentRunner.Workers;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>Where one trial at a time runs.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Device">What it is on, for people: <c>cuda:0</c>, <c>cpu</c>.</param>
/// <param name="Place">What its workers may use.</param>
public sealed record Slot(int Number, string Device, WorkerPlace Place);
