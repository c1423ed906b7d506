using ExperimentRunner.Experiments;
using ExperimentRunner.Output;

namespace ExperimentRunner.Sweeps.Slots;

/// <summary>
/// Lets a trial onto a device only while its measured need fits beside those that run there; alone, every trial may try. Slots call
/// it from threads of their own.
/// </summary>
/// <param name="memory">What there is.</param>
/// <param name="needs">What trials need.</param>
/// <param name="notices">Takes lines for the user.</param>
internal sealed class Admission(DeviceMemory memory, MemoryNeeds needs, INotices notices)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, long>> running = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Lets a trial in, if there is room.</summary>
    /// <returns>Frees its room when it is disposed; null where the trial must wait.</returns>
    internal IDisposable? Enter(string trial, LoadedExperiment experiment, string device)
    {
        var need = needs.Of(experiment);
        lock (gate)
        {
            var there = running.TryGetValue(device, out var known) ? known : running[device] = new(StringComparer.Ordinal);
            var left = memory.Free[device] - there.Values.Sum();
            if (there.Count > 0 && need > left)
            {
                if (told.Add(trial))
                {
                    notices.Inform($"{trial} waits: it needs about {Measure.Bytes(need)}, and {device} has {Measure.Bytes(Math.Max(0, left))} left beside {string.Join(", ", there.Keys)}");
                }

                return null;
            }

            there.Add(trial, need);
            return new Room(() => Leave(trial, there));
        }
    }

    private void Leave(string trial, Dictionary<string, long> there)
    {
        lock (gate)
        {
            there.Remove(trial);
        }
    }

    private sealed class Room(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
