namespace ExperimentRunner.Workers;

/// <summary>Checks inside a worker how its libtorch computes.</summary>
public interface INumericsChecker
{
    /// <summary>Checks on the calling thread. Never throws: a failure is a message too.</summary>
    WorkerMessage Check(CheckNumericsCommand command);
}
