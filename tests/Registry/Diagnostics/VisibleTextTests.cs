using CsCheck;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Tests.Registry.Diagnostics;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain, 全角 and 😀", "plain, 全角 and 😀")]
    [InlineData("\e[2J\a\b", "\\u001b[2J\\u0007\\u0008")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("a\r\nerror: b\tc", "a\\r\\nerror: b\\tc")]
    [InlineData("a\u2028b\u2029c\u202Ed\u2066e\u200Bf\uFEFF", "a\\u2028b\\u2029c\\u202ed\\u2066e\\u200bf\\ufeff")]
    [InlineData("a\U000E0041b", "a\\U000e0041b")]
    public void What_a_terminal_would_obey_or_hide_is_shown(string text, string expected) => VisibleText.Of(text).Should().Be(expected);

    [Fact]
    public void Half_a_surrogate_pair_is_shown() => VisibleText.Of("a\ud800b").Should().Be("a\\ud800b");

    [Fact]
    public void Lines_keep_their_breaks_and_tabs() => VisibleText.OfLines("a\r\n\tb\rc\e\n").Should().Be("a\n\tb\\rc\\u001b\n");

    [Fact]
    public void Whatever_comes_in_only_visible_characters_come_out() => Gen.String.Sample(text =>
    {
        VisibleText.Shows(VisibleText.Of(text)).Should().BeTrue();
        VisibleText.OfLines(text).EnumerateRunes().All(rune => VisibleText.Shows(rune) || rune.Value is '\n' or '\t').Should().BeTrue();
    });
}
