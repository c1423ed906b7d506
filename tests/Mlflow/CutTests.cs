using System.Globalization;
using CsCheck;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow;

public sealed class CutTests
{
    private static readonly Gen<string> Letters = Gen.OneOf(Gen.Const("a"), Gen.Const("ö"), Gen.Const("実"), Gen.Const("\U0001F600"));

    [Fact]
    public void It_is_never_too_long_and_says_how_long_it_was() => Gen.Select(Letters, Gen.Int[0, 500], Gen.Int[100, 400]).Sample((letter, count, longest) =>
    {
        var value = string.Concat(Enumerable.Repeat(letter, count));
        var cut = MlflowLimits.Cut(value, longest, "config.yaml");
        return value.Length <= longest
            ? cut == value
            : cut.Length <= longest && cut.EndsWith($"… [cut: {value.Length.ToString(CultureInfo.InvariantCulture)} characters; all of it: config.yaml]", StringComparison.Ordinal)
                && value.StartsWith(cut[..cut.IndexOf('…', StringComparison.Ordinal)], StringComparison.Ordinal);
    });

    [Fact]
    public void It_breaks_no_letter() => Gen.Int[101, 120].Sample(longest =>
    {
        var cut = MlflowLimits.Cut("a" + string.Concat(Enumerable.Repeat("\U0001F600", 200)), longest);
        return !char.IsHighSurrogate(cut[cut.IndexOf('…', StringComparison.Ordinal) - 1]);
    });

    [Fact]
    public void Without_a_place_it_names_none() => MlflowLimits.Cut(new string('a', 60), 50).Should().EndWith("… [cut: 60 characters]").And.HaveLength(50);
}
