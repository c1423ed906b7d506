namespace ExperimentRunner.Reports;

/// <summary>A table as plain text with aligned columns: for verbs that must start at once.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    internal static void Write(TextWriter output, string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.Prepend(head).ToArray();
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            output.WriteLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
