using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;

namespace ExperimentRunner.Workers;

/// <summary>
/// A place where attempts run one after the other, in a worker that is kept between them: starting a process and loading libtorch
/// cost more than many a trial. A worker that died, or whose memory has grown, is replaced.
/// </summary>
/// <param name="launcher">Starts workers.</param>
/// <param name="slot">Where they compute.</param>
public sealed class WorkerSlot(ILauncher launcher, Slot slot) : IAsyncDisposable
{
    private const double LargestGrowth = 2;
    private const long UsualMemory = 1L << 30; // growing to this is no growth

    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(20);

    private WorkerChannel? worker;
    private int threadsOfWorker;
    private long memoryAtFirst;

    /// <summary>Starts its workers.</summary>
    public ILauncher Launcher => launcher;

    /// <summary>The worker for an attempt.</summary>
    /// <param name="attempt">The folder of the attempt, which gets the worker's log.</param>
    /// <param name="threads">Threads inside operations.</param>
    public async Task<WorkerChannel> TakeAsync(AttemptFolder attempt, int threads)
    {
        if (launcher.Capabilities.KeepsWorkers && worker is { Exited.IsCompleted: false } && threadsOfWorker == threads && !HasGrown())
        {
            memoryAtFirst = memoryAtFirst == 0 ? worker.Memory : memoryAtFirst;
        }
        else
        {
            await LeaveAsync();
            (worker, threadsOfWorker, memoryAtFirst) = (WorkerChannel.Open(launcher, slot, threads), threads, 0);
        }

        worker.LogTo(attempt);
        return worker;
    }

    /// <summary>Has the worker leave.</summary>
    public async Task LeaveAsync()
    {
        if (worker is not { } leaving)
        {
            return;
        }

        worker = null;
        leaving.Complete();
        await Task.WhenAny(leaving.Exited, Task.Delay(TimeToLeave));
        await leaving.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await LeaveAsync();

    private bool HasGrown() => memoryAtFirst > 0 && worker!.Memory > Math.Max(UsualMemory, memoryAtFirst * LargestGrowth);
}
