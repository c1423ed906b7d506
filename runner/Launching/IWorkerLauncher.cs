using ExperimentRunner.Tracking;

namespace ExperimentRunner.Launching;

/// <summary>Starts workers.</summary>
public interface IWorkerLauncher
{
    /// <summary>Starts a worker for an attempt.</summary>
    /// <param name="attempt">Its folder, which gets the worker's log.</param>
    /// <param name="threads">Threads inside operations.</param>
    IWorkerChannel Start(AttemptFolder attempt, int threads);
}
