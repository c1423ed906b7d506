namespace ExperimentRunner.Data;

/// <summary>A file could not be fetched; the message says which, why, and what to do.</summary>
public sealed class FetchException : Exception
{
    /// <summary>Carries the message.</summary>
    public FetchException(string message)
        : base(message)
    {
    }

    /// <summary>Carries the message and its cause.</summary>
    public FetchException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
