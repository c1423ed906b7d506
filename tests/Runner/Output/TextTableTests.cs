using CsCheck;
using ExperimentRunner.Output;
using ExperimentRunner.Tests.Golden;

namespace ExperimentRunner.Tests.Runner.Output;

public sealed class TextTableTests
{
    private static readonly string[] Head = ["name", "run", "status", "created (UTC)", "attempts", "step", "results"];

    private static readonly string[][] Runs =
    [
        ["quickstart-low-lr", "0001-fdab1dae", "finished", "2026-11-22 19:02", "1", "600", "test/loss 0.4141  test/accuracy 0.9749"],
        ["fashion-mnist-convnet-with-augmentation", "0012-0c9a28c7", "interrupted", "2026-11-22 19:02", "12", "468750", "val/loss 0.2  val/accuracy 0.91  val/f1 0.9  val/confusion 3"],
        ["tiny", "0003-0c9a28c7", "running", "2026-11-22 19:02", "1", "", ""],
    ];

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Runs_are_listed_in_terminals_of_any_width(int width)
    {
        var text = Written(Head, Runs, width, "attempts", "created (UTC)");
        text.Split('\n').Should().OnlyContain(line => line.Length <= width);
        GoldenFile.Check(text, FormattableString.Invariant($"runs-{width}.txt"));
    }

    [Fact]
    public void No_word_is_broken_or_lost_and_no_line_is_too_long()
    {
        var word = Gen.String[Gen.Char['a', 'z'], 1, 8];
        var text = Gen.Select(word.Array[0, 6], Gen.Bool).Select((words, isWide) => string.Join(isWide ? "  " : " ", words));
        Gen.Select(text.Array[3].Array[1, 5], Gen.Int[40, 120]).Sample((rows, width) =>
        {
            var lines = Written(["one", "two", "three"], rows, width).Split('\n');
            lines.Should().OnlyContain(line => line.Length <= width);
            Words(lines).Should().BeEquivalentTo(Words(rows.SelectMany(row => row)).Concat(["one", "two", "three"]));
        });
    }

    private static IEnumerable<string> Words(IEnumerable<string> texts) => texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Written(string[] head, string[][] rows, int width, params string[] optional)
    {
        using var output = new StringWriter();
        TextTable.Write(output, head, rows, width, optional);
        return output.ToString();
    }
}
