namespace ExperimentRunner.Registry.Diagnostics;

/// <summary>A text that the user wrote: a file, or an argument of the command line.</summary>
public sealed class SourceText
{
    private int[]? lineStarts;

    /// <summary>A text under the name that the user knows it by.</summary>
    /// <param name="name">The path as given or relative to the current directory; or, for what stands in no file, who wrote it.</param>
    /// <param name="content">The text.</param>
    /// <param name="isFile">Whether lines and columns mean something to the user.</param>
    public SourceText(string name, string content, bool isFile = true)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        Name = name;
        Content = content;
        IsFile = isFile;
    }

    /// <summary>The name that the user knows it by.</summary>
    public string Name { get; }

    /// <summary>The text.</summary>
    public string Content { get; }

    /// <summary>Whether lines and columns mean something to the user.</summary>
    public bool IsFile { get; }

    // Most texts are read without ever being asked for a line, so the table waits for the first question.
    private int[] LineStarts => lineStarts ??= FindLineStarts(Content);

    /// <summary>An argument of the command line.</summary>
    public static SourceText CommandLine(string argument) => new("command line", argument, isFile: false);

    /// <summary>The line of an offset, from 1.</summary>
    public int LineOf(int offset)
    {
        var index = Array.BinarySearch(LineStarts, offset);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The column of an offset, from 1, in UTF-16 units as editors count them.</summary>
    public int ColumnOf(int offset) => offset - StartOfLine(LineOf(offset)) + 1;

    /// <summary>The offset at which a line starts.</summary>
    public int StartOfLine(int line) => LineStarts[line - 1];

    /// <summary>The text of a line, without its end.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = StartOfLine(line);
        var end = line < LineStarts.Length ? LineStarts[line] : Content.Length;
        return Content.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = content.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = content.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return [.. starts];
    }
}
