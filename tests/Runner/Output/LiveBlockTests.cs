using ExperimentRunner.Output;

namespace ExperimentRunner.Tests.Runner.Output;

public sealed class LiveBlockTests
{
    [Fact]
    public void Fields_fill_lines_that_are_never_wider_than_the_terminal_and_the_cursor_returns_to_the_first()
    {
        using var output = new StringWriter();
        var block = new LiveBlock(new Terminal(output, output, IsInteractive: true) { Width = () => 11 });

        block.Draw(["abcd", "efgh", "ij", "klmnopqrstuv"]);

        output.ToString().Should().Be("\e[?7l\rabcd  efgh\e[K\nij\e[K\nklmnopqrs…\e[J\e[?7h\r\e[2A");
    }

    [Fact]
    public void There_are_never_more_lines_than_fit_above_the_cursor_s_last()
    {
        using var output = new StringWriter();
        var block = new LiveBlock(new Terminal(output, output, IsInteractive: true) { Width = () => 5, Height = () => 3 });

        block.Draw(["ab", "cd", "ef", "gh"]);

        output.ToString().Should().Be("\e[?7l\rab\e[K\ncd\e[J\e[?7h\r\e[1A", "what scrolls out of the terminal cannot be drawn over");
    }

    [Fact]
    public void What_is_not_drawn_is_not_erased()
    {
        using var output = new StringWriter();
        var block = new LiveBlock(new Terminal(output, output, IsInteractive: true));
        block.Erase();
        output.ToString().Should().BeEmpty();

        block.Draw(["a", "b"]);
        block.Erase();
        block.Erase();

        output.ToString().Should().Be("\e[?7l\ra  b\e[J\e[?7h\r" + "\r \e[J\r");
    }
}
