namespace ExperimentRunner.Output;

/// <summary>Something that the user can mend; the message says what and how, and is all that is shown.</summary>
public class RunnerException : Exception
{
    /// <summary>Carries the message.</summary>
    public RunnerException(string message)
        : base(message)
    {
    }

    /// <summary>Carries the message and its cause.</summary>
    public RunnerException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
