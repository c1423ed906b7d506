using CsCheck;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class AddressTests
{
    [Theory]
    [InlineData("optimizer.lr", 2)]
    [InlineData("augmentation.0.padding", 3)]
    [InlineData("expect.test/accuracy.at_least", 3)]
    [InlineData("a.\"b.c\"", 2)]
    public void Reads_segments(string text, int count)
    {
        var address = Address.Parse(text);
        address.Segments.Should().HaveCount(count);
        address.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("\"a")]
    public void Refuses_what_is_none(string text) => Address.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Reads_back_what_it_writes() => Gen.String.Array[1, 4].Sample(segments =>
        Address.Parse(new Address(segments).ToString()).Equals(new Address(segments)));
}
