using ExperimentRunner.Ledger;

namespace ExperimentRunner.Workers;

/// <summary>The line between a runner and one worker process, wherever that runs.</summary>
public interface IWorkerChannel : IAsyncDisposable
{
    /// <summary>The memory that the worker holds now, in bytes; 0 once it has left.</summary>
    long Memory { get; }

    /// <summary>Has what the worker prints from now on go to the log of an attempt.</summary>
    void LogTo(AttemptFolder attempt);

    /// <summary>Sends a command. Sending to a worker that has left does nothing: its end is told by <see cref="Exited"/>.</summary>
    Task SendAsync(WorkerCommand command);

    /// <summary>Says that no more commands come: the worker saves a checkpoint, if it trains, and leaves.</summary>
    void Complete();

    /// <summary>The worker's messages; ends when the worker can send no more.</summary>
    IAsyncEnumerable<WorkerMessage> Messages { get; }

    /// <summary>The worker's exit code, once it has left: 128 and a signal's number when a signal ended it.</summary>
    Task<int> Exited { get; }

    /// <summary>Ends the worker at once.</summary>
    void Kill();
}
