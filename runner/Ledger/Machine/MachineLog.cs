using ExperimentRunner.Components.Events;
using ExperimentRunner.Ledger.Events;

namespace ExperimentRunner.Ledger.Machine;

/// <summary>Keeps how busy the machine was during an attempt, beside the attempt's events: <c>system.jsonl</c>.</summary>
internal sealed class MachineLog : IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1); // a short run has a sample, too
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10); // as MLflow's own clients

    private readonly TimeProvider clock;
    private readonly MachineProbe probe;
    private readonly EventFile file;
    private TimeSpan pause = First;
    private long last;

    /// <param name="attempt">The attempt.</param>
    /// <param name="clock">The clock.</param>
    internal MachineLog(AttemptFolder attempt, TimeProvider clock)
    {
        this.clock = clock;
        probe = new MachineProbe(attempt.Path);
        file = new EventFile(attempt.SystemFile, () => { }, clock);
        last = clock.GetTimestamp();
    }

    public void Dispose()
    {
        file.Dispose();
        probe.Dispose();
    }

    /// <summary>Takes a sample when it is time.</summary>
    internal void Sample()
    {
        if (clock.GetElapsedTime(last) < pause)
        {
            return;
        }

        file.Write(new SystemSampled(probe.Read()));
        pause = Pause;
        last = clock.GetTimestamp();
    }
}
