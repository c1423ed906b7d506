namespace ExperimentRunner.Workers;

/// <summary>Tries libtorch inside a worker.</summary>
public interface IExaminer
{
    /// <summary>Tries it on the calling thread. Never throws: a failure is a message too.</summary>
    WorkerMessage Examine();
}
