namespace ExperimentRunner.Registry.Configuration;

/// <summary>How far a configuration may go, so that no file can exhaust the memory or the stack.</summary>
internal static class Limits
{
    /// <summary>The size of a file in bytes.</summary>
    public const int FileSize = 1 << 20;

    /// <summary>The nesting of values, in a file and after composition.</summary>
    public const int Depth = 64;

    /// <summary>The number of values, after aliases, bases and references are put in place.</summary>
    public const int Nodes = 100_000;
}
