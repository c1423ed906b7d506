using ExperimentRunner.Output;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Tests.Runner.Output;

/// <summary>Text from anywhere does to a terminal only what text may do.</summary>
public sealed class TerminalTests : IDisposable
{
    private const string Hostile = "x\e[2J\u009b1A\nerror: forged\u202E\u200B";

    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private Terminal Terminal => new(output, errors, IsInteractive: true) { Width = () => 60, UsesColor = true };

    [Fact]
    public void Messages_and_lines_show_what_they_are_given()
    {
        Terminal.Out.WriteLine(Hostile);
        Terminal.Out.WriteLine($"{Hostile}");
        Terminal.Error.WriteLine("{0}", Hostile);
        Terminal.Refuse(Hostile);
        Terminal.Warn(Hostile);
        Terminal.Out.Write(Hostile.Replace('\n', ' '));
        IsHarmless(output.ToString() + errors);
        output.ToString().Should().StartWith("x\\u001b[2J\\u009b1A\\nerror: forged\\u202e\\u200b\n");
    }

    [Fact]
    public void Cells_of_tables_show_it_and_stay_aligned()
    {
        TextTable.Write(Terminal.Out, ["name", "value"], [[Hostile, "1"], ["y", Hostile]]);
        IsHarmless(output.ToString());
        var lines = output.ToString().Split('\n');
        lines[1].IndexOf('1', "x\\u001b[2J\\u009b1A\\nerror: forged\\u202e\\u200b".Length).Should().Be(lines[0].IndexOf("value", StringComparison.Ordinal));
    }

    [Fact]
    public void Mistakes_keep_the_colours_of_the_program_alone()
    {
        var source = new SourceText(Hostile, "\"a\e\": b\u202E");
        Terminal.Report([new Diagnostic(DiagnosticCodes.Syntax, Hostile, new SourceSpan(source, 4, 1), Hostile, [Hostile])]);
        IsHarmless(errors.ToString().Replace("\e[31m", "", StringComparison.Ordinal).Replace("\e[1m", "", StringComparison.Ordinal)
            .Replace("\e[2m", "", StringComparison.Ordinal).Replace("\e[0m", "", StringComparison.Ordinal));
        errors.ToString().Should().Contain("\e[31merror\e[0m");
    }

    [Fact]
    public void A_moving_display_moves_by_its_own_sequences_alone()
    {
        var block = new LiveBlock(Terminal);
        block.Draw([Hostile, "second"]);
        output.ToString().Should().Contain("x\\u001b[2J\\u009b1A\\nerror: forged").And.NotContain("\e[2J").And.NotContain("\nerror");
    }

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    private static void IsHarmless(string text)
    {
        text.EnumerateRunes().Should().OnlyContain(rune => VisibleText.Shows(rune) || rune.Value == '\n');
        text.Should().NotContain("\nerror: forged");
    }
}
