using System.Text;

namespace ExperimentRunner.Output;

/// <summary>
/// A few lines at the end of a terminal that are drawn again and again. Between drawings the cursor rests on their first character:
/// it stays there when the terminal is resized and wraps them anew, so clearing from the cursor on always clears all of them.
/// </summary>
/// <param name="terminal">The terminal.</param>
internal sealed class LiveBlock(Terminal terminal) : IDisposable
{
    private const string ClearLine = "\e[K";
    private const string ClearRest = "\e[J"; // never at the first place of the screen: there some terminals move all of it into their history

    private const string CutLines = "\e[?7l"; // a terminal that was resized just now must not wrap what is too wide for it
    private const string WrapLines = "\e[?7h";

    private IDisposable? hiddenTyping; // what is typed would be written into the lines
    private bool isDrawn;

    /// <summary>Draws fields in place of those before: as many on a line as fit, and no more lines than the terminal has.</summary>
    internal void Draw(IEnumerable<string> fields) => DrawLines(TextLines.Fill(fields.Select(TerminalWriter.Shown), Width));

    /// <summary>Draws lines in place of those before: the first ones, where the terminal does not have so many.</summary>
    internal void DrawLines(IReadOnlyList<string> wanted)
    {
        hiddenTyping ??= terminal.HideTyping();
        var lines = wanted.Take(Math.Max(1, terminal.Height() - 1)).Select(line => Cut(TerminalWriter.Shown(line), Width)).ToArray();
        var text = new StringBuilder(CutLines).Append('\r').AppendJoin(ClearLine + "\n", lines).Append(ClearRest).Append(WrapLines).Append('\r');
        if (lines.Length > 1)
        {
            text.Append("\e[").Append(lines.Length - 1).Append('A');
        }

        terminal.Screen.Write(text);
        terminal.Screen.Flush();
        isDrawn = true;
    }

    /// <summary>Takes the lines away.</summary>
    internal void Erase()
    {
        if (isDrawn)
        {
            terminal.Screen.Write($"\r {ClearRest}\r");
            terminal.Screen.Flush();
            isDrawn = false;
        }
    }

    /// <summary>Leaves the terminal as it was found.</summary>
    public void Dispose()
    {
        Erase();
        hiddenTyping?.Dispose();
        hiddenTyping = null;
    }

    /// <summary>How wide a line may be.</summary>
    internal int Width => Math.Max(1, terminal.Width() - 1);

    private static string Cut(string text, int width) => text.Length > width ? text[..(width - 1)] + "…" : text;
}
