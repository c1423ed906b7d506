using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Output;

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
        var path = Path.Combine(Path.GetTempPath(), $"experiment-error-{Guid.NewGuid():N}.txt");
        try
        {
            using var file = new StreamWriter(RegularFile.Open(path, Ours()));
            file.WriteLine(SecretMask.OfThisProcess.Apply(failure.ToString()));
            return $"its details are in {path}";
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return $"and its details could not be written to {path}";
        }
    }

    /// <summary>
    /// The folder is everybody's: a file that is there already, or a link, is never written to, and nobody else may read ours.
    /// </summary>
    private static FileStreamOptions Ours()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
