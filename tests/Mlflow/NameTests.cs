using System.Text;
using CsCheck;
using ExperimentRunner.Tests.Mlflow.FakeServer;
using MLflow.Client;

namespace ExperimentRunner.Tests.Mlflow;

public sealed class NameTests
{
    private static readonly string[] Parts = ["a", "..", ".", "/", "//", "é", "\n", "?", " ", "x/", "実", "\U0001F600"];

    private static readonly Gen<string> Any = Gen.OneOf(Gen.String[0, 300], Gen.Int[0, Parts.Length - 1].Array[0, 150].Select(indices => string.Concat(indices.Select(index => Parts[index]))));

    [Fact]
    public void Every_result_is_taken_by_a_server() => Any.Sample(name =>
    {
        var result = MlflowName.Of(name);
        return Rules.Name("metric", result) == result && Encoding.UTF8.GetByteCount(result) <= 250;
    });

    [Fact]
    public void Two_names_never_become_one() => Gen.Select(Any, Any).Sample((one, other) => one == other || MlflowName.Of(one) != MlflowName.Of(other));

    [Fact]
    public void A_result_stays_as_it_is() => Any.Sample(name => MlflowName.Of(MlflowName.Of(name)) == MlflowName.Of(name));

    [Theory]
    [InlineData("train/loss")]
    [InlineData("augmentation.0.on")]
    [InlineData("a b-c_d:e")]
    [InlineData("größe/実験")]
    [InlineData(".hidden/a..b")]
    public void What_is_taken_stays(string name) => MlflowName.Of(name).Should().Be(name);

    [Theory]
    [InlineData("loss?", "loss__")]
    [InlineData("a//b", "a/b_")]
    [InlineData("/a", "a_")]
    [InlineData("a/", "a_")]
    [InlineData("a/../b", "a/_/b_")]
    [InlineData("..a", "_..a_")]
    [InlineData("", "__")]
    public void What_is_not_is_changed_and_marked(string name, string start) => MlflowName.Of(name).Should().MatchRegex($"^{System.Text.RegularExpressions.Regex.Escape(start)}[0-9a-f]{{8}}$");

    [Fact]
    public void A_long_one_is_cut_and_marked()
    {
        var (one, other) = (MlflowName.Of(new string('a', 251)), MlflowName.Of(new string('a', 252)));

        one.Should().HaveLength(250).And.NotBe(other);
        MlflowName.Of(new string('a', 250)).Should().Be(new string('a', 250));
    }
}
