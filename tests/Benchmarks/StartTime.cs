using System.Diagnostics;

namespace ExperimentRunner.Benchmarks;

/// <summary>How long <c>experiment check</c> takes, against an empty .NET program.</summary>
internal static class StartTime
{
    public static Ratio Measure(string command, string config)
    {
        var empty = Path.Combine(AppContext.BaseDirectory, "Empty.dll");
        return Ratio.Measure(() => Time(command, ["check", config]), () => Time("dotnet", [empty]));
    }

    /// <summary>Runs a program to its end. Its apphost resolves the runtime as <c>dotnet file.dll</c> does, so the two compare.</summary>
    private static TimeSpan Time(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(start) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
