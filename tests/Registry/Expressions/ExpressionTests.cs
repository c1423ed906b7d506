using CsCheck;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Expressions;

namespace ExperimentRunner.Tests.Registry.Expressions;

public sealed class ExpressionTests
{
    private static readonly Gen<string> Name = Gen.Char["abcXYZ_"].Array[1, 6].Select(c => new string(c));

    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.Char["ab -:{}$\\\"'"].Array[1, 8].Select(c => Template.Escape(new string(c)).TrimEnd('$')),
        Name.Select(n => $"${{env:{n}}}"),
        Gen.Select(Name, Name).Select((n, d) => $"${{env:{n}:-{d}}}"),
        Name.Array[1, 3].Select(s => $"${{{new Address(s)}}}"));

    [Theory]
    [InlineData("10ep", 10, "ep")]
    [InlineData("1.5ep", 1.5, "ep")]
    [InlineData("500it", 500, "it")]
    [InlineData("1e3it", 1000, "it")]
    [InlineData("1ep", 1, "ep")]
    [InlineData("5min", 5, "min")]
    [InlineData(".5h", 0.5, "h")]
    [InlineData("-3s", -3, "s")]
    [InlineData("10", 10, "")]
    public void Reads_quantities(string text, double number, string unit) => Quantity.Parse(text).Should().Be(new Quantity(number, unit));

    [Theory]
    [InlineData("")]
    [InlineData("ep")]
    [InlineData("10 ep")]
    [InlineData("10ep2 x")]
    [InlineData("1..2ep")]
    public void Refuses_what_is_no_quantity(string text) => Quantity.Parse(text).Should().BeNull();

    [Fact]
    public void Quantities_read_back_what_they_write() => Gen.Select(Gen.Double.Where(double.IsFinite), Gen.OneOf("it", "ep", "s", "min", "h"))
        .Sample((number, unit) => Quantity.Parse(new Quantity(number, unit).ToString()) == new Quantity(number, unit));

    [Fact]
    public void Templates_read_back_what_they_write() => Part.Array[0, 4].Select(string.Concat).Sample(text =>
    {
        var template = Template.Parse(text).ToString();
        return Template.Parse(template).ToString() == template;
    });

    [Fact]
    public void Escaped_text_stands_for_itself() => Gen.String.Sample(text =>
        Template.Parse(Template.Escape(text)).Parts.Cast<TemplatePart.Literal>().All(l => l.Text == text));

    [Fact]
    public void Parts_know_where_they_stand()
    {
        var template = Template.Parse("a-${train.seed}-${env:HOST:-x}");
        template.Parts.Select(p => (p.Start, p.Length)).Should().Equal((0, 2), (2, 13), (15, 1), (16, 14));
    }
}
