using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Tests.Registry.Diagnostics;

public sealed class DiagnosticRendererTests
{
    [Fact]
    public void What_stands_in_no_file_names_the_file_that_it_is_about()
    {
        var span = new SourceSpan(SourceText.CommandLine("lr=-1"), 3, 2);
        DiagnosticRenderer.Render([new Diagnostic(DiagnosticCodes.OutOfRange, "no", span)], file: "a.yaml")
            .Should().StartWith("command line (a.yaml) error CFG005: no\n");
    }

    private static readonly DiagnosticCode Warning = new("TST001", "a warning", DiagnosticSeverity.Warning);

    [Fact]
    public void Renders_a_warning() => Render("a: b", 3, 1, Warning).Should().Be(
        """
        f.yaml:1:4 warning TST001: wrong
          1 | a: b
            |    ^ why

        """);

    [Fact]
    public void Carets_stand_under_wide_characters() => Render("全角: 値", 4, 1).Should().Contain("    |       ^^ why\n");

    [Fact]
    public void Tabs_take_one_column() => Render("a:\tb", 3, 1).Should().Contain("  1 | a: b\n    |    ^ why\n");

    [Fact]
    public void A_span_of_several_lines_is_cut_at_the_first() => Render("a: [1,\n2]", 3, 6).Should().Contain("    |    ^^^ why\n");

    [Fact]
    public void A_long_line_shows_the_part_around_the_token()
    {
        var line = Render(new string('x', 5000) + "HERE" + new string('y', 5000), 5000, 4).Split('\n');
        line[1].Length.Should().BeLessThan(130);
        line[2].IndexOf('^').Should().Be(line[1].IndexOf("HERE", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_characters_do_not_reach_the_terminal() => Render("a: \e[31mred\a", 3, 4).Should().NotContainAny("\e", "\a");

    [Fact]
    public void Of_very_many_the_first_fifty_are_shown_and_the_rest_counted()
    {
        var source = new SourceText("f.yaml", string.Concat(Enumerable.Repeat("x: 1\n", 200)));
        var many = Enumerable.Range(0, 200).Select(line => new Diagnostic(line % 2 == 0 ? Warning : DiagnosticCodes.UnknownKey, $"mistake {line}", new SourceSpan(source, 5 * line, 1)));
        var text = DiagnosticRenderer.Render(many);
        text.Split('\n').Count(line => line.Contains("mistake", StringComparison.Ordinal)).Should().Be(50);
        text.Should().Contain("mistake 99").And.NotContain("mistake 101").And.NotContain(" warning TST001: mistake", "errors are what counts");
        text.Should().EndWith($"and 150 more:\n  50 × {DiagnosticCodes.UnknownKey.Id}: {DiagnosticCodes.UnknownKey.Meaning}\n  100 × TST001: a warning\n");
    }

    [Fact]
    public void Colours_are_off_unless_asked_for()
    {
        var diagnostic = new Diagnostic(DiagnosticCodes.Syntax, "wrong", new SourceSpan(new SourceText("f.yaml", "a"), 0, 1));
        DiagnosticRenderer.Render([diagnostic]).Should().NotContain("\e");
        DiagnosticRenderer.Render([diagnostic], color: true).Should().Contain("\e[31merror\e[0m");
    }

    [Fact]
    public void A_bag_gives_file_order_without_repetitions()
    {
        var (a, b, c) = (new SourceText("a.yaml", "xyz"), new SourceText("b.yaml", "xyz"), SourceText.CommandLine("k=v"));
        var bag = new DiagnosticBag();
        foreach (var (source, start) in new[] { (c, 0), (b, 1), (b, 0), (a, 2), (b, 1) })
        {
            bag.Add(DiagnosticCodes.Syntax, "wrong", new SourceSpan(source, start, 1));
        }

        bag.Select(d => $"{d.Span!.Value.Source.Name} {d.Span.Value.Start}").Should().Equal("a.yaml 2", "b.yaml 0", "b.yaml 1", "command line 0");
    }

    private static string Render(string content, int start, int length, DiagnosticCode? code = null) => DiagnosticRenderer.Render(
        [new Diagnostic(code ?? DiagnosticCodes.Syntax, "wrong", new SourceSpan(new SourceText("f.yaml", content), start, length), "why")]);
}
