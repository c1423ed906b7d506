namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>Whether tests that come in two sizes take their time: <c>EXPERIMENT_LONG_TESTS=1 make test</c>.</summary>
internal static class LongTests
{
    internal static bool AreWanted { get; } = Environment.GetEnvironmentVariable("EXPERIMENT_LONG_TESTS") == "1";
}
