using CsCheck;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Tests.Registry.Files;

public sealed class PathSegmentTests
{
    [Theory]
    [InlineData("0001-ab12cd34", true)]
    [InlineData("größer 実験", true)]
    [InlineData("...", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("/etc", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\nb", false)]
    public void A_plain_part_of_a_path_is_one_name(string? name, bool isPlain)
    {
        PathSegment.IsPlain(name).Should().Be(isPlain);
        var taken = () => PathSegment.Of(name);
        if (!isPlain)
        {
            taken.Should().Throw<InvalidDataException>().WithMessage("*cannot be the name of a file or a folder: expected a name of 1 to 255 bytes*");
        }
    }

    [Fact]
    public void A_plain_name_stays_in_its_folder() => Gen.String[Gen.OneOf(Gen.Char["./\\~\0\n"], Gen.Char.AlphaNumeric), 0, 300].Sample(name =>
    {
        if (PathSegment.IsPlain(name))
        {
            Path.GetDirectoryName(Path.GetFullPath(Path.Combine("/a/b", name))).Should().Be("/a/b");
        }
    });
}
