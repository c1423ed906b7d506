namespace ExperimentRunner.Reports;

/// <summary>Text of several lines.</summary>
internal static class MessageLines
{
    private const string Indent = "  ";

    /// <summary>Writes a message. Its further lines are indented: what it repeats of others cannot look like a message of its own.</summary>
    internal static void WriteMessage(this TextWriter output, string message)
    {
        var lines = message.TrimEnd().Split('\n');
        output.WriteLine(lines[0].TrimEnd('\r'));
        foreach (var line in lines.Skip(1).Select(line => line.TrimEnd('\r')))
        {
            output.WriteLine(line.StartsWith(Indent, StringComparison.Ordinal) ? line : (Indent + line).TrimEnd());
        }
    }

    /// <summary>Writes lines as they are, and ends the last.</summary>
    internal static void WriteBlock(this TextWriter output, string lines) => output.Write(lines + "\n");
}
