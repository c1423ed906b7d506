using System.Diagnostics;
using ExperimentRunner.Components.Launchers;
using ExperimentRunner.Ledger;
using ExperimentRunner.Output;

namespace ExperimentRunner.Trials;

/// <summary>
/// Deals with a worker whose runner was killed. It notices, saves a checkpoint and leaves by itself, so it is given time to;
/// one that hangs is killed.
/// </summary>
/// <param name="launcher">Finds it, and ends it.</param>
/// <param name="patience">How long to wait for it to leave.</param>
internal sealed class LeftoverWorker(ILauncher launcher, TimeSpan patience)
{
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(10);

    /// <summary>Waits until nobody trains in an attempt's folder, and keeps it so until the result is disposed.</summary>
    internal IDisposable Retire(AttemptFolder attempt) =>
        attempt.Lease.Take(patience) ?? Kill(attempt, attempt.Lease.Holder());

    private IDisposable Kill(AttemptFolder attempt, ProcessNote? worker)
    {
        if (worker is null || new WorkerTrace(worker.Host, worker.Pid) is var trace && !launcher.Reaches(trace))
        {
            throw new RunnerException($"a worker of an earlier runner still trains in {attempt.Path} ({worker}); end it there and start again");
        }

        launcher.Cancel(trace);
        return attempt.Lease.Take(AfterKill)
            ?? throw new RunnerException($"{worker}, which trains in {attempt.Path}, cannot be ended; end it and start again");
    }
}
