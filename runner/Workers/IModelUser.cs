namespace ExperimentRunner.Workers;

/// <summary>Carries out commands about trained models inside a worker.</summary>
public interface IModelUser
{
    /// <summary>Carries out a command on the calling thread. Never throws: a failure is a message too.</summary>
    WorkerMessage Use(ModelCommand command);
}
