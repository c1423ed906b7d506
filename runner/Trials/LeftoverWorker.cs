using System.Diagnostics;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials;

/// <summary>
/// Deals with a worker whose runner was killed. It notices, saves a checkpoint and leaves by itself, so it is given time to;
/// one that hangs is killed.
/// </summary>
/// <param name="patience">How long to wait for it to leave.</param>
internal sealed class LeftoverWorker(TimeSpan patience)
{
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(10);

    /// <summary>Waits until nobody trains in an attempt's folder, and keeps it so until the result is disposed.</summary>
    internal IDisposable Retire(AttemptFolder attempt) =>
        attempt.Lease.Take(patience) ?? Kill(attempt, attempt.Lease.Holder());

    private static IDisposable Kill(AttemptFolder attempt, ProcessNote? worker)
    {
        if (worker is not { IsLocal: true })
        {
            throw new RunnerException($"a worker of an earlier runner still trains in {attempt.Path} ({worker}); end it there and start again");
        }

        try
        {
            using var process = Process.GetProcessById(worker.Pid);
            process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // it has left in the meantime
        }

        return attempt.Lease.Take(AfterKill)
            ?? throw new RunnerException($"{worker}, which trains in {attempt.Path}, cannot be ended; end it and start again");
    }
}
