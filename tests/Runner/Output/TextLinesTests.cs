using ExperimentRunner.Output;

namespace ExperimentRunner.Tests.Runner.Output;

public sealed class TextLinesTests
{
    [Theory]
    [InlineData("a line that fits", 16, new[] { "a line that fits" })]
    [InlineData("step 40/240  train/loss 0.31  val/loss 0.29", 30, new[] { "step 40/240  train/loss 0.31", "    val/loss 0.29" })]
    [InlineData("warning: words are kept whole", 16, new[] { "warning: words", "    are kept", "    whole" })]
    [InlineData("  at Here.There(Everywhere) in a file", 20, new[] { "  at", "      Here.There(Everywhere)", "      in a file" })]
    [InlineData("", 10, new[] { "" })]
    public void Lines_end_between_fields_else_between_words(string text, int width, string[] lines) => TextLines.Of(text, width, "    ").Should().Equal(lines);
}
