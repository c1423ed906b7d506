namespace ExperimentRunner.Workers;

/// <summary>Starts workers.</summary>
public interface IWorkerLauncher
{
    /// <summary>Starts a worker.</summary>
    /// <param name="place">Where it computes.</param>
    /// <param name="threads">Threads inside operations.</param>
    IWorkerChannel Start(WorkerPlace place, int threads);
}
