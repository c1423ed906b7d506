using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Output;

/// <summary>
/// The terminal: the only door to the console. Text from anywhere can be written to it: see <see cref="TerminalWriter"/>.
/// </summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors and notices.</param>
/// <param name="IsInteractive">Whether a person watches, so that a display may move.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>Results.</summary>
    public TextWriter Out { get; init => field = TerminalWriter.Over(value); } = TerminalWriter.Over(Out);

    /// <summary>Errors and notices.</summary>
    public TextWriter Error { get; init => field = TerminalWriter.Over(value); } = TerminalWriter.Over(Error);

    /// <summary>The console behind <see cref="Out"/>, for control sequences of our own around text that is safe to show.</summary>
    internal TextWriter Screen => TerminalWriter.Under(Out);

    /// <summary>Whether errors are written in colour.</summary>
    public bool UsesColor { get; init; }

    /// <summary>Keeps what is typed from being shown, until the result is disposed; null where there is nothing to do.</summary>
    public Func<IDisposable?> HideTyping { get; init; } = () => null;

    /// <summary>Its width now, in columns; no end where nobody watches.</summary>
    public Func<int> Width { get; init; } = () => int.MaxValue;

    /// <summary>The width of where errors go.</summary>
    private Func<int> ErrorWidth { get; init; } = () => int.MaxValue;

    /// <summary>Its height now, in lines; no end where nobody watches.</summary>
    public Func<int> Height { get; init; } = () => int.MaxValue;

#pragma warning disable RS0030 // here and nowhere else
    /// <summary>The console of this process.</summary>
    public static Terminal OfThisProcess()
    {
        const int UsualWidth = 80, UsualHeight = 24; // where a terminal does not tell
        var canMove = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        var isInteractive = canMove && !Console.IsOutputRedirected;
        var terminal = new Terminal(Console.Out, new LastingWriter(Console.Error), isInteractive)
        {
            UsesColor = canMove && !Console.IsErrorRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")), // https://no-color.org
        };
        Func<int> width = () => Console.WindowWidth is > 0 and var columns ? columns : UsualWidth;
        return isInteractive
            ? terminal with
            {
                Width = width,
                ErrorWidth = Console.IsErrorRedirected ? terminal.ErrorWidth : width,
                HideTyping = () => OperatingSystem.IsWindows() ? null : HiddenTyping.Begin(),
                Height = () => Console.WindowHeight is > 0 and var height ? height : UsualHeight,
            }
            : terminal;
    }

    /// <summary>What a worker reads commands from.</summary>
    public static TextReader In => Console.In;
#pragma warning restore RS0030

    /// <summary>The same for a command whose work matters more than its output: what cannot be written is passed over.</summary>
    internal Terminal Lasting() =>
        this with { Out = new LastingWriter(TerminalWriter.Under(Out)), Error = new LastingWriter(TerminalWriter.Under(Error)) };

    /// <summary>Asks a person who watches.</summary>
    /// <returns>Whether the answer is yes.</returns>
    public bool Confirm(string question)
    {
        Out.Write($"{TerminalWriter.Shown(question)} [y/N] ");
        Out.Flush();
        return In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Writes a message; where a person watches, its lines are broken between words.</summary>
    public void Tell(string message) => Out.WriteMessage(message, Width());

    /// <summary>Writes an error.</summary>
    /// <returns>The exit code of invalid usage, for the caller to return.</returns>
    public int Refuse(string message)
    {
        Error.WriteMessage($"error: {message}", ErrorWidth());
        return ExitCodes.Invalid;
    }

    /// <summary>Writes a warning.</summary>
    public void Warn(string message) => Error.WriteMessage($"warning: {message}", ErrorWidth());

    /// <summary>Writes mistakes of a config, in colour where that is wanted.</summary>
    /// <param name="diagnostics">The mistakes.</param>
    /// <param name="file">The file in whose service they came up, for those that stand in none; null where the user knows.</param>
    public void Report(IEnumerable<Diagnostic> diagnostics, string? file = null) =>
        TerminalWriter.Under(Error).Write(SecretMask.OfThisProcess.Apply(DiagnosticRenderer.Render(diagnostics, UsesColor, file)));
}
