namespace ExperimentRunner.Components.Launchers;

/// <summary>A worker that was started, and the line to it. What the lines say is no matter of the launcher.</summary>
public interface IWorkerProcess : IAsyncDisposable
{
    /// <summary>The memory that it holds now, in bytes; 0 once it has left, and where that is not known.</summary>
    long Memory { get; }

    /// <summary>What it writes to its standard output, line by line, until it can write no more. Read once.</summary>
    IAsyncEnumerable<string> Lines { get; }

    /// <summary>What it writes to its standard error, in the same way.</summary>
    IAsyncEnumerable<string> Errors { get; }

    /// <summary>Its exit code, once it has left: 128 and a signal's number when a signal ended it.</summary>
    Task<int> Exited { get; }

    /// <summary>Writes a line to its standard input.</summary>
    /// <exception cref="IOException">It has left.</exception>
    Task SendAsync(string line);

    /// <summary>Ends its standard input, which asks it to leave. One that has left is no mistake.</summary>
    void Complete();

    /// <summary>Ends it, and what it has started, at once.</summary>
    void Kill();
}
