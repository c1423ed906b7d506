namespace ExperimentRunner.Workers;

/// <summary>Rehearses experiments inside a worker.</summary>
public interface IRehearser
{
    /// <summary>Rehearses an experiment on the calling thread. Never throws: a failure is a message too.</summary>
    WorkerMessage Rehearse(RehearseCommand command);
}
