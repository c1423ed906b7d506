using System.Globalization;
using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Diagnostics;
using ExperimentRunner.Registry.Expressions;
using ExperimentRunner.Sweeps.Spaces;

namespace ExperimentRunner.Tests.Runner.Sweeps.Spaces;

public sealed class RangeTests
{
    private static readonly Gen<double> Coordinate = Gen.Double[0, 1].Where(coordinate => coordinate < 1);

    private static readonly Gen<double> Magnitude = Gen.Double[-6, 6].Select(exponent => Math.Pow(10, exponent));

    /// <summary>Ranges of every form, with their ends.</summary>
    private static readonly Gen<(string Text, double Low, double High)> Written = Gen.OneOf(
        Two(Gen.Double[-1e6, 1e6]).Select(ends => Range("uniform", ends)),
        Two(Magnitude).Select(ends => Range("log_uniform", ends)),
        Two(Gen.Int[-1000, 1000].Select(whole => (double)whole)).Select(ends => Range("int", ends)),
        Two(Gen.Int[1, 100_000].Select(whole => (double)whole)).Select(ends => Range("log_int", ends)),
        Gen.Select(Gen.Int[-100, 100], Gen.Int[0, 50], Gen.Int[1, 9]).Select((low, width, tenths) =>
            ($"step({low}, {low + width}, 0.{tenths})", (double)low, (double)low + width)));

    [Fact]
    public void Values_stay_in_their_range() => Gen.Select(Written, Coordinate).Sample((range, coordinate) =>
        At(Read(range.Text), coordinate).Should().BeInRange(range.Low, range.High));

    [Fact]
    public void Values_grow_with_the_coordinate() => Gen.Select(Written, Coordinate, Coordinate).Sample((range, one, other) =>
        At(Read(range.Text), Math.Min(one, other)).Should().BeLessThanOrEqualTo(At(Read(range.Text), Math.Max(one, other))));

    [Fact]
    public void Values_read_back_from_YAML_as_they_are() => Gen.Select(Written, Coordinate).Sample((range, coordinate) =>
    {
        var value = (ScalarNode)Read(range.Text).ValueAt(coordinate);
        var again = (ScalarNode)new YamlReader([]).Read(new SourceText("a.yaml", YamlWriter.WriteInline(value)))!;
        again.AsNumber().Should().Be(value.AsNumber());
        YamlWriter.WriteInline(again).Should().Be(YamlWriter.WriteInline(value));
    });

    [Fact]
    public void A_range_gives_the_same_value_each_time() => Gen.Select(Written, Coordinate).Sample((range, coordinate) =>
        At(Read(range.Text), coordinate).Should().Be(At(Read(range.Text), coordinate)));

    [Fact]
    public void Whole_numbers_are_whole_and_each_has_as_many_coordinates() => Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 20]).Sample((low, more) =>
    {
        var range = Read($"int({low}, {low + more})");
        range.Coordinates().Select(coordinate => At(range, coordinate)).Should().Equal(Enumerable.Range(low, more + 1).Select(whole => (double)whole));
        At(range, 0).Should().Be(low);
        At(range, Math.BitDecrement(1.0)).Should().Be(low + more);
    });

    [Theory]
    [InlineData("uniform(0, 1)", 0.25, 0.25)]
    [InlineData("log_uniform(1e-4, 1)", 0.5, 0.01)]
    [InlineData("log_uniform(1e-4, 1)", 0.25, 0.001)]
    [InlineData("normal(10, 2)", 0.5, 10)]
    [InlineData("normal(10, 2)", 0.975, 13.91993)]
    [InlineData("step(0, 1, 0.1)", 0.3, 0.3)]
    [InlineData("log_int(1, 127)", 0.5, 11)] // 128 to the half
    [InlineData("uniform(1000000, 1000001)", 0.123456, 1000000.12346)]
    [InlineData("uniform(-1e-7, 1e-7)", 0.75, 5e-8)]
    public void A_coordinate_gives_the_quantile(string range, double coordinate, double value) =>
        At(Read(range), coordinate).Should().BeApproximately(value, Math.Abs(value) * 1e-12);

    [Theory]
    [InlineData("normal(0, 1)")]
    [InlineData("uniform(-3, 5)")]
    public void The_ends_of_the_coordinates_are_finite(string range)
    {
        double.IsFinite(At(Read(range), 0)).Should().BeTrue();
        double.IsFinite(At(Read(range), Math.BitDecrement(1.0))).Should().BeTrue();
    }

    [Fact]
    public void Every_form_is_known_to_the_reader() => RangeForm.All.Should().AllSatisfy(form =>
        Read($"{form.Name}({string.Join(", ", Enumerable.Range(1, Math.Max(2, form.Arguments.Count)))})").Span.Text.Should().StartWith(form.Name));

    private static Gen<(double Low, double High)> Two(Gen<double> ends) => Gen.Select(ends, ends)
        .Select((one, other) => (Math.Min(one, other), Math.Max(one, other))).Where(pair => pair.Item1 < pair.Item2);

    private static (string Text, double Low, double High) Range(string name, (double Low, double High) ends) =>
        (string.Create(CultureInfo.InvariantCulture, $"{name}({ends.Low:R}, {ends.High:R})"), ends.Low, ends.High);

    private static ValueRange Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var reader = new SpaceReader(diagnostics);
        reader.TryRead($"a.b={text}").Should().BeTrue();
        DiagnosticRenderer.Render(diagnostics).Should().BeEmpty();
        return reader.Dimensions.Single().Range;
    }

    private static double At(ValueRange range, double coordinate) => ((ScalarNode)range.ValueAt(coordinate)).AsNumber()!.Value;
}
