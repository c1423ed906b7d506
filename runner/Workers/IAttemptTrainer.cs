namespace ExperimentRunner.Workers;

/// <summary>Runs attempts inside a worker.</summary>
public interface IAttemptTrainer
{
    /// <summary>Runs an attempt on the calling thread. Never throws: a failure is an end.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="progress">Called after events reached the event file, from any thread.</param>
    /// <param name="stop">Asks to save a checkpoint and end as interrupted.</param>
    EndedMessage Train(TrainCommand command, Action progress, CancellationToken stop);
}
