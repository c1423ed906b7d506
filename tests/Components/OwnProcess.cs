using System.Diagnostics;

namespace ExperimentRunner.Tests.Components;

/// <summary>Runs one test of this assembly in a process of its own.</summary>
internal static class OwnProcess
{
    /// <summary>Starts it; its output can be read.</summary>
    /// <param name="test">The test's class.</param>
    /// <param name="method">Its method; may be marked explicit.</param>
    /// <param name="variable">An environment variable to set.</param>
    /// <param name="value">Its value.</param>
    public static Process Start(Type test, string method, string variable, string value) => Process.Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ExperimentRunner.Tests"))
        {
            ArgumentList = { "-method", $"{test.FullName}.{method}", "-explicit", "on" },
            Environment = { [variable] = value },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
}
