using CsCheck;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Tests.Registry.Diagnostics;

public sealed class SuggestionTests
{
    private static readonly Gen<string> Word = Gen.Char["abcd_"].Array[0, 8].Select(c => new string(c));

    [Theory]
    [InlineData("adamww", "adamw")]
    [InlineData("adma", "adam")]
    [InlineData("ADAM", "adam")]
    [InlineData("rl", "lr")]
    [InlineData("learning_rate", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Finds_what_was_meant(string written, string? expected) =>
        Suggestion.For(written, ["sgd", "adam", "adamw", "lr"]).Should().Be(expected);

    [Fact]
    public void Distance_is_symmetric_and_zero_only_for_the_same_word() => Gen.Select(Word, Word).Sample((a, b) =>
        Suggestion.Distance(a, b) == Suggestion.Distance(b, a) && (Suggestion.Distance(a, b) == 0) == (a == b));

    [Fact]
    public void One_typing_mistake_in_a_long_word_is_always_understood()
    {
        var name = Gen.Char["abcdefgh"].Array[4, 12].Select(c => new string(c));
        Gen.Select(name, Gen.Int[0, 100], Gen.Char["xyz"], Gen.Int[0, 3]).Sample((word, at, other, kind) =>
        {
            var i = at % (word.Length - 1);
            var typed = kind switch
            {
                0 => word.Remove(i, 1),
                1 => word.Insert(i, other.ToString()),
                2 => word[..i] + other + word[(i + 1)..],
                _ => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
            };
            return Suggestion.For(typed, ["unrelated_name", word]) == word;
        });
    }
}
