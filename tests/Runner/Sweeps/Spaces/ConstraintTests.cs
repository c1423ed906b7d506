using System.Globalization;
using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

public sealed class ConstraintTests
{
    private static readonly TrialValues Trial = new(
    [
        new("model", "mlp"), new("model.dropout", "0.25"), new("train.batch_size", "32"), new("train.deterministic", "true"),
        new("augmentation.0", "random_crop"), new("augmentation.0.padding", "2"), new("augmentation.1", "normalize"), new("schedule", "none"),
    ]);

    /// <summary>An expression, and what it comes to.</summary>
    private static readonly Gen<(string Text, double Value)> Sum = Gen.Recursive<(string Text, double Value)>((depth, inner) => depth > 4
        ? Gen.Int[0, 9].Select(number => (number.ToString(CultureInfo.InvariantCulture), (double)number))
        : Gen.OneOf(
            Gen.Int[0, 9].Select(number => (number.ToString(CultureInfo.InvariantCulture), (double)number)),
            Gen.Select(inner, inner, Gen.OneOf('+', '-', '*')).Select((left, right, sign) =>
                ($"({left.Text} {sign} {right.Text})", sign == '+' ? left.Value + right.Value : sign == '-' ? left.Value - right.Value : left.Value * right.Value)),
            inner.Select(of => ($"-{of.Text}", -of.Value))));

    [Fact]
    public void Arithmetic_is_that_of_numbers() => Sum.Sample(sum => Holds($"{sum.Text} == {sum.Value.ToString("R", CultureInfo.InvariantCulture)}"));

    [Theory]
    [InlineData("train.batch_size <= 32", true)]
    [InlineData("train.batch_size<32", false)]
    [InlineData("1 + 2 * 3 == 7", true)]
    [InlineData("8 / 4 / 2 == 1", true)]
    [InlineData("8 - 4 - 2 == 2", true)]
    [InlineData("-train.batch_size < 0", true)]
    [InlineData("model == mlp", true)]
    [InlineData("model==\"mlp\"", true)]
    [InlineData("model!=mlp", false)]
    [InlineData("model.type == \"mlp\"", true)]
    [InlineData("convnet == model", false)]
    [InlineData("augmentation.random_crop.padding == 2", true)]
    [InlineData("augmentation.0.padding > augmentation.random_crop.padding", false)]
    [InlineData("schedule == none", true)]
    [InlineData("train.deterministic == true", true)]
    [InlineData("train.deterministic and model.dropout > 0", true)]
    [InlineData("not train.deterministic or 1 > 2", false)]
    [InlineData("1 > 2 and 1 > 2 or 2 > 1", true)] // and before or
    [InlineData("not (1 > 2 or 2 > 1)", false)]
    [InlineData("model == 3", false)]
    [InlineData("model.hidden > 100", true)] // none of this trial's affair
    public void Holds_or_does_not(string text, bool holds) => Holds(text).Should().Be(holds);

    [Theory]
    [InlineData("", "expected a number, an address or a bracket", 0, 0)]
    [InlineData("1 <", "expected a number, an address or a bracket", 2, 1)]
    [InlineData("(1 < 2", "this bracket is not closed", 0, 1)]
    [InlineData("1 < 2 3", "expected an operator, and, or, or the end", 6, 1)]
    [InlineData("model = mlp", "two values are compared with ==", 6, 1)]
    [InlineData("model == \"mlp", "this quote is not closed", 9, 1)]
    [InlineData("1 < 2 < 3", "expected an operator, and, or, or the end", 6, 1)]
    public void A_mistake_has_its_place(string text, string message, int start, int length)
    {
        var diagnostics = new DiagnosticBag();
        Constraint.ReadAll(Node(text), diagnostics).Should().BeEmpty();
        var mistake = diagnostics.Should().ContainSingle().Subject;
        (mistake.Message, mistake.Span!.Value.Start, mistake.Span.Value.Length).Should().Be((message, start, length));
    }

    [Theory]
    [InlineData("model + 1 < 2", "expected a number, and this is the text 'mlp'", 0, 5)]
    [InlineData("1 < model", "expected a number, and this is the text 'mlp'", 4, 5)]
    [InlineData("train.batch_size", "expected a condition such as a <= b, and this is 32", 0, 16)]
    [InlineData("1 < 2 and 1 + 2", "expected a condition such as a <= b, and this is 3", 10, 5)]
    public void Values_that_do_not_go_together_have_their_place(string text, string message, int start, int length)
    {
        var mistake = FluentActions.Invoking(() => Holds(text)).Should().Throw<ConstraintException>().Which;
        (mistake.Message, mistake.Start, mistake.Length).Should().Be((message, start, length));
    }

    [Fact]
    public void A_text_of_any_kind_is_read_or_refused() => Gen.Char["ab.\"()<=>!+-*/ 1e\\"].Array[0, 30].Select(text => new string(text)).Sample(text =>
    {
        var diagnostics = new DiagnosticBag();
        (Constraint.ReadAll(Node(text), diagnostics).Count == 1).Should().Be(!diagnostics.HasErrors);
    });

    [Fact]
    public void One_that_is_too_long_is_refused()
    {
        var diagnostics = new DiagnosticBag();
        Constraint.ReadAll(Node(new string('(', 100_000)), diagnostics).Should().BeEmpty();
        diagnostics.Should().ContainSingle().Which.Message.Should().Be("a constraint has at most 2000 characters");
    }

    private static bool Holds(string text)
    {
        var diagnostics = new DiagnosticBag();
        var constraint = Constraint.ReadAll(Node(text), diagnostics);
        DiagnosticRenderer.Render(diagnostics).Should().BeEmpty();
        return constraint.Single().Holds(Trial);
    }

    private static ScalarNode Node(string text) => new(new SourceSpan(new SourceText("a.yaml", text), 0, text.Length), text, isQuoted: true);
}
