using CsCheck;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Tests.Registry.Expressions;

public sealed class CallTests
{
    private static readonly Gen<string> Item = Gen.OneOf(
        Gen.Double[-10, 10].Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("adam", "[16, 32]", "{type: sgd, lr: 0.1}", "\"a, (b\"", "'c, d'", "f(1, 2)", "it's"));

    [Fact]
    public void A_comma_list_reads_back_what_was_joined() => Gen.Select(Item.Array[1, 6], Gen.OneOf(",", ", ", " , "), Gen.Int[0, 3])
        .Where((items, comma, before) => items.Length > 1 || items[0].Length > 0).Sample((items, comma, before) =>
        {
            var text = new string('x', before) + string.Join(comma, items);
            CommaList.Items(text, before, text.Length).Select(place => text.Substring(place.Start, place.Length)).Should().Equal(items);
        });

    [Fact]
    public void A_call_reads_back_what_was_written() => Gen.Select(Item.Array[0, 4], Gen.OneOf("(", " (")).Sample((items, bracket) =>
    {
        var text = $"choice{bracket}{string.Join(", ", items)})";
        var call = Call.Parse(text)!;
        call.Name.Should().Be("choice");
        call.IsClosed.Should().BeTrue();
        call.Arguments.Select(place => text.Substring(place.Start, place.Length)).Should().Equal(items);
    });

    [Theory]
    [InlineData("")]
    [InlineData("uniform")]
    [InlineData("(1, 2)")]
    [InlineData("uniform(0, 1) + 2")]
    [InlineData("\"uniform\"(0, 1)")]
    [InlineData("a.b(0)")]
    public void What_is_no_call_is_none(string text) => Call.Parse(text).Should().BeNull();

    [Fact]
    public void A_bracket_may_be_left_open() => Call.Parse("uniform(0, 1")!.IsClosed.Should().BeFalse();

    [Theory]
    [InlineData("a,,b", "a", "", "b")]
    [InlineData(",a", "", "a")]
    [InlineData("a,", "a", "")]
    [InlineData("  ")]
    public void A_value_that_is_missing_is_empty(string text, params string[] items) =>
        CommaList.Items(text, 0, text.Length).Select(place => text.Substring(place.Start, place.Length)).Should().Equal(items);
}
