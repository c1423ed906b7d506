using System.Text;

namespace ExperimentRunner.Output;

/// <summary>
/// Writes what can be written and passes over the rest: a run whose output goes to a full disk, or to nobody, goes on, since its record
/// is in files of its own.
/// </summary>
/// <param name="output">Where to write.</param>
internal sealed class LastingWriter(TextWriter output) : TextWriter(output.FormatProvider)
{
    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Try(() => output.Write(value));

    public override void Write(string? value) => Try(() => output.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    public override void Flush() => Try(output.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // there is nobody to tell: what says so would go the same way
        }
    }
}
