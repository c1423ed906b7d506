namespace ExperimentRunner.Output;

/// <summary>Text of several lines.</summary>
internal static class MessageLines
{
    private const string Indent = "  ";

    /// <summary>
    /// Writes a message. Its further lines are indented: what it repeats of others cannot look like a message of its own.
    /// </summary>
    /// <param name="output">Where.</param>
    /// <param name="message">The message.</param>
    /// <param name="width">Lines that are longer are broken between words.</param>
    internal static void WriteMessage(this TextWriter output, string message, int width = int.MaxValue)
    {
        foreach (var (place, line) in message.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r')).Index())
        {
            var indented = place == 0 || line.StartsWith(Indent, StringComparison.Ordinal) ? line : (Indent + line).TrimEnd();
            foreach (var part in TextLines.Of(TerminalWriter.Shown(indented), width, Indent))
            {
                output.WriteLine(part);
            }
        }
    }

    /// <summary>Writes lines as they are, and ends the last.</summary>
    internal static void WriteBlock(this TextWriter output, string lines) => output.Write(lines + "\n");
}
