using System.Text;

namespace ExperimentRunner.Reports;

/// <summary>A table as plain text with aligned columns; the last one is wrapped to the width.</summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int NarrowestColumn = 20;

    internal static void Write(TextWriter output, string[] head, IEnumerable<string[]> rows, int width = int.MaxValue)
    {
        var all = rows.Prepend(head).Select(row => Array.ConvertAll(row, TerminalWriter.Shown)).ToArray(); // first: escapes take room
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        var indent = widths.SkipLast(1).Sum(column => column + Gap.Length);
        var last = Math.Max(NarrowestColumn, width - indent);
        foreach (var row in all)
        {
            var lines = Wrapped(row[^1], last);
            output.WriteLine((string.Concat(row.SkipLast(1).Select((cell, column) => cell.PadRight(widths[column]) + Gap)) + lines[0]).TrimEnd());
            lines.Skip(1).ToList().ForEach(line => output.WriteLine(new string(' ', indent) + line));
        }
    }

    private static List<string> Wrapped(string text, int width)
    {
        if (text.Length <= width)
        {
            return [text];
        }

        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        return [.. lines, line.ToString()];
    }
}
