using ExperimentRunner.Components.Datasets;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Values = [1, 2, 3, 4, 5, 255];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_the_values_of_the_shape() => IdxFile.Read(Write(DataFiles.Idx([2, 3], Values)), 2, 3).Should().Equal(Values);

    [Fact]
    public void Refuses_another_shape() => Reading(DataFiles.Idx([3, 2], Values)).Should().Be("it has shape [3, 2], expected [2, 3]");

    [Fact]
    public void Refuses_another_rank() => Reading(DataFiles.Idx([6], Values)).Should().Be("it has shape [6], expected [2, 3]");

    [Fact]
    public void Refuses_another_type() => Reading(DataFiles.Idx([2, 3], Values, type: 0x0D)).Should().Be(
        "it is not an IDX file of bytes: it begins with 00000D02, expected 000008 and the number of dimensions");

    [Fact]
    public void Refuses_a_file_with_too_few_values() => Reading(DataFiles.Idx([2, 3], Values.AsSpan(0, 5))).Should().Be("it is cut short");

    [Fact]
    public void Refuses_a_file_with_too_many_values() => Reading(DataFiles.Idx([2, 3], [.. Values, 7])).Should().Be("it goes on after the 6 values of its shape");

    [Fact]
    public void Refuses_an_empty_file() => Reading([]).Should().Be("it is cut short");

    [Fact]
    public void Refuses_what_is_not_zipped()
    {
        var path = Path.Combine(folder.Path, "plain.gz");
        File.WriteAllBytes(path, DataFiles.Idx([2, 3], Values));
        FluentActions.Invoking(() => IdxFile.Read(path, 2, 3)).Should().Throw<InvalidDataException>().WithMessage(path + ": *");
    }

    [Fact]
    public void A_file_that_is_cut_short_or_damaged_anywhere_is_refused_or_still_read_right()
    {
        var path = Write(DataFiles.Idx([2, 3], Values));
        var whole = File.ReadAllBytes(path);
        var refused = 0;
        for (var place = 0; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x10;
            refused += IsRefused(path, whole[..place]) ? 1 : 0;
            refused += IsRefused(path, damaged) ? 1 : 0;
        }

        refused.Should().BeGreaterThan(whole.Length * 3 / 2);
    }

    /// <summary>Whether a file is refused. One whose damage does not matter, such as a cut in its checksum, is not, and must give the right values.</summary>
    private static bool IsRefused(string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        try
        {
            IdxFile.Read(path, 2, 3).Should().Equal(Values);
            return false;
        }
        catch (InvalidDataException refusal)
        {
            refusal.Message.Should().StartWith(path + ": ");
            return true;
        }
    }

    private string Write(byte[] content) => DataFiles.Gzip(Path.Combine(folder.Path, "values.gz"), content);

    /// <summary>What is said of a file, without its name.</summary>
    private string Reading(byte[] content)
    {
        var path = Write(content);
        var message = FluentActions.Invoking(() => IdxFile.Read(path, 2, 3)).Should().Throw<InvalidDataException>().Which.Message;
        message.Should().StartWith(path + ": ");
        return message[(path.Length + 2)..];
    }
}
