using System.Globalization;
using ExperimentRunner.Registry.Secrets;
using ExperimentRunner.Tracking.Provenance;

namespace ExperimentRunner.Reports;

/// <summary>What is said of an error that nobody foresaw: one line, and a file with the details for whoever mends it.</summary>
internal static class CrashReport
{
    /// <summary>Tells of the error.</summary>
    /// <returns>The exit code.</returns>
    internal static int Write(Exception failure, Terminal terminal)
    {
        terminal.Refuse($"{failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}; this is a mistake of the program, {Details(failure)}");
        return ExitCodes.Failed;
    }

    private static string Details(Exception failure)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"experiment-error-{Environment.ProcessId}.txt"));
        try
        {
            File.WriteAllText(path, SecretMask.OfThisProcess.Apply(failure.ToString()) + "\n");
            return $"its details are in {path}";
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return $"and its details could not be written to {path}";
        }
    }
}
