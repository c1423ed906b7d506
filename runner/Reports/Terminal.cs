namespace ExperimentRunner.Reports;

/// <summary>The terminal: the only door to the console.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors and notices.</param>
/// <param name="IsInteractive">Whether a person watches, so that a display may move.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>Its width now, in columns; no end where nobody watches.</summary>
    public Func<int> Width { get; init; } = () => int.MaxValue;

    /// <summary>Its height now, in lines; no end where nobody watches.</summary>
    public Func<int> Height { get; init; } = () => int.MaxValue;

#pragma warning disable RS0030 // here and nowhere else
    /// <summary>The console of this process.</summary>
    public static Terminal OfThisProcess()
    {
        const int UsualWidth = 80, UsualHeight = 24; // where a terminal does not tell
        var isInteractive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var terminal = new Terminal(Console.Out, Console.Error, isInteractive);
        return isInteractive
            ? terminal with
            {
                Width = () => Console.WindowWidth is > 0 and var width ? width : UsualWidth,
                Height = () => Console.WindowHeight is > 0 and var height ? height : UsualHeight,
            }
            : terminal;
    }

    /// <summary>What a worker reads commands from.</summary>
    public static TextReader In => Console.In;
#pragma warning restore RS0030

    /// <summary>Asks a person who watches.</summary>
    /// <returns>Whether the answer is yes.</returns>
    public bool Confirm(string question)
    {
        Out.Write($"{question} [y/N] ");
        Out.Flush();
        return In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Writes an error.</summary>
    /// <returns>The exit code of invalid usage, for the caller to return.</returns>
    public int Refuse(string message)
    {
        Error.WriteLine($"error: {message}");
        return ExitCodes.Invalid;
    }

    /// <summary>Writes a warning.</summary>
    public void Warn(string message) => Error.WriteLine($"warning: {message}");
}
