namespace ExperimentRunner.Tests.EndToEnd;

/// <summary>The program in a terminal of its own.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task What_is_typed_during_a_run_is_not_shown_keys_keep_their_meaning_and_the_terminal_is_left_as_it_was()
    {
        Assert.SkipUnless(File.Exists(ExperimentProcess.TerminalMaker), $"{ExperimentProcess.TerminalMaker} makes the terminal");
        using var place = new Workplace();
        using var run = ExperimentProcess.StartInTerminal(place.Path, noColor: "", "run", Workplace.Config, "train.duration=1000000it");
        await run.SaysAsync("░");

        run.Type("typed by a person\n");
        run.Type("\x3"); // Ctrl-C
        await run.ExitAsync();

        run.Output.Should().Contain("saving a checkpoint").And.Contain("interrupted").And.NotContain("typed by a person").And.MatchRegex("[^-]echo ", "stty says so afterwards");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public async Task Errors_are_in_colour_unless_that_is_not_wanted(string noColor, bool isColoured)
    {
        Assert.SkipUnless(File.Exists(ExperimentProcess.TerminalMaker), $"{ExperimentProcess.TerminalMaker} makes the terminal");
        using var place = new Workplace("wrong: key");
        using var check = ExperimentProcess.StartInTerminal(place.Path, noColor, "check", Workplace.Config);
        await check.ExitAsync();

        check.Output.Should().Contain("CFG");
        check.Output.Contains("\e[31m", StringComparison.Ordinal).Should().Be(isColoured);
    }
}
