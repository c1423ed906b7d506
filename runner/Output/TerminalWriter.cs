using System.Text;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Secrets;

namespace ExperimentRunner.Output;

/// <summary>
/// The one place where text reaches the console. Secrets are taken out, and what a terminal would obey or hide is shown as <c>\u001b</c>:
/// names, messages and logs come from files and servers that anybody may have made. A line that is written as one stays one: only
/// <see cref="Write(string)"/> lets line breaks through.
/// </summary>
/// <param name="inner">The console.</param>
internal sealed class TerminalWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>A writer to the console for text from anywhere.</summary>
    internal static TextWriter Over(TextWriter console) => console as TerminalWriter ?? new TerminalWriter(console);

    /// <summary>The console itself, for what this program alone has made: control sequences of its own, the messages of workers.</summary>
    internal static TextWriter Under(TextWriter writer) => writer is TerminalWriter { Inner: var console } ? console : writer;

    /// <summary>A text as it is shown, on one line.</summary>
    internal static string Shown(string text) => VisibleText.Of(SecretMask.OfThisProcess.Apply(text));

    /// <inheritdoc/>
    public override void Write(char value) =>
        inner.Write(char.IsSurrogate(value) ? value.ToString() : VisibleText.OfLines(value.ToString()));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(VisibleText.OfLines(SecretMask.OfThisProcess.Apply(value ?? "")));

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(Shown(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    private TextWriter Inner => inner;
}
