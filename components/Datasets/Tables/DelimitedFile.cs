using System.Text;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Components.Datasets.Tables;

/// <summary>
/// Reads delimited text, .gz or not: cells may be quoted with <c>"</c>, <c>""</c> within is one quote, and a quoted cell may hold
/// delimiters and line breaks (RFC 4180). Blanks around cells that are not quoted, and blank lines, do not count.
/// </summary>
internal static class DelimitedFile
{
    private const long MostBytes = 1_000_000_000; // a text in memory has 2³⁰ characters at most

    /// <summary>Reads all rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How it is written.</param>
    /// <exception cref="InvalidDataException">There is no such file, it is no such text, or a quote is not closed.</exception>
    public static List<DelimitedRow> Read(string path, TableFormat format)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException(Directory.Exists(path)
                ? $"{path}: it is a folder: expected a file of rows, such as CSV"
                : $"{path}: there is no such file (a relative path counts from {Directory.GetCurrentDirectory()})");
        }

        try
        {
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? GzipFile.Read(path, stream => Rows(new ArchiveStream(stream, MostBytes))) : ReadPlain();
        }
        catch (DecoderFallbackException failure)
        {
            throw new InvalidDataException($"{path}: {NoText(format)}", failure);
        }

        List<DelimitedRow> ReadPlain()
        {
            using var file = RegularFile.Open(path, MostBytes);
            return Rows(file);
        }

        List<DelimitedRow> Rows(Stream stream)
        {
            using var reader = new StreamReader(stream, TextEncoding.Find(format.Encoding ?? "utf-8")!);
            var text = reader.ReadToEnd();
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new InvalidDataException($"{path}: {NoText(format)}")
                : new Parser(path, new StringReader(text), format).Rows();
        }
    }

    private static string NoText(TableFormat format) => format.Encoding is null
        ? "it is not UTF-8 text: expected rows, such as CSV; where it was written in another encoding, say which, for example 'encoding: windows-1252' (spreadsheets), 'latin-1' or 'utf-16'; "
            + "a spreadsheet's own file (.xlsx, .ods) is saved as CSV first"
        : $"it is not text in the encoding '{format.Encoding}': expected rows, such as CSV";

    private sealed class Parser(string path, TextReader reader, TableFormat format)
    {
        private readonly char delimiter = format.Delimiter;
        private readonly StringBuilder cell = new();
        private readonly List<string> cells = [];
        private long line = 1;

        public List<DelimitedRow> Rows()
        {
            var rows = new List<DelimitedRow>();
            for (; line <= format.SkipRows && reader.ReadLine() is not null; line++)
            {
            }

            while (reader.Peek() >= 0)
            {
                var first = line;
                ReadRow();
                if (cells.Exists(text => text.Length > 0)) // else a blank line, which spreadsheets fill with delimiters
                {
                    rows.Add(new DelimitedRow(first, [.. cells]));
                }
            }

            return rows;
        }

        private void ReadRow()
        {
            cells.Clear();
            do
            {
                cells.Add(ReadCell());
            }
            while (TakeIf(delimiter));
            line += TakeIf('\r') | TakeIf('\n') ? 1 : 0;
        }

        private string ReadCell()
        {
            cell.Clear();
            while (delimiter != ' ' && TakeIf(' '))
            {
            }

            return TakeIf('"') ? Quoted() : Plain();
        }

        private string Plain()
        {
            while (!IsEnd(reader.Peek()))
            {
                cell.Append((char)reader.Read());
            }

            return cell.ToString().Trim();
        }

        private string Quoted()
        {
            var first = line;
            for (var next = reader.Read(); next != '"' || TakeIf('"'); next = reader.Read())
            {
                if (next < 0)
                {
                    throw new InvalidDataException($"{path}: the quote that opens on line {first} is not closed");
                }

                line += next == '\n' ? 1 : 0;
                cell.Append((char)next);
            }

            var text = cell.ToString();
            cell.Clear();
            return Plain() is { Length: > 0 } rest
                ? throw new InvalidDataException($"{path}: line {line} goes on with '{rest}' after a closing quote: expected the delimiter '{delimiter}'")
                : text;
        }

        private bool IsEnd(int next) => next < 0 || next == delimiter || next is '\r' or '\n';

        private bool TakeIf(char expected)
        {
            if (reader.Peek() != expected)
            {
                return false;
            }

            _ = reader.Read();
            return true;
        }
    }
}
