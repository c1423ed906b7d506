using System.Formats.Tar;
using System.Text;
using ExperimentRunner.Components.Datasets;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class TarArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string ArchivePath => Path.Combine(folder.Path, "data.tar.gz");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_files_in_their_order_and_passes_over_folders()
    {
        DataFiles.Tar(ArchivePath, new PaxTarEntry(TarEntryType.Directory, "./"), new PaxTarEntry(TarEntryType.Directory, "a/"), DataFiles.TarFile("./a/at 10:30", "1"u8.ToArray()), DataFiles.TarFile("two", []));
        Contents().Should().Equal("a/at 10:30=1", "two=");
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/etc/out")]
    [InlineData("..\\out")]
    [InlineData("C:\\out")]
    [InlineData("a/b\tc")]
    [InlineData("./")]
    public void Refuses_names_that_lead_elsewhere(string name)
    {
        DataFiles.Tar(ArchivePath, DataFiles.TarFile("fine", [1]), DataFiles.TarFile(name, [1]));
        Reading().Should().Throw<InvalidDataException>().WithMessage($"{ArchivePath}: its entry '{name.Replace('\t', '?')}' is refused: the name leads out of the archive or is none");
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void Refuses_links(TarEntryType type)
    {
        DataFiles.Tar(ArchivePath, new PaxTarEntry(type, "link") { LinkName = "/etc/passwd" });
        Reading().Should().Throw<InvalidDataException>().WithMessage($"{ArchivePath}: its entry 'link' is refused: it is a {type}, and only files and folders are taken");
    }

    [Theory]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Refuses_devices(TarEntryType type)
    {
        DataFiles.Tar(ArchivePath, new PaxTarEntry(type, "device"));
        Reading().Should().Throw<InvalidDataException>().WithMessage($"*'device' is refused: it is a {type}*");
    }

    [Theory]
    [InlineData('x', "10000000000")] // 2³⁰ in octal digits
    [InlineData('L', "10000000000")]
    [InlineData('K', "00040000000")]
    [InlineData('g', "77777777777")]
    public void Refuses_names_and_notes_that_would_fill_the_memory_before_they_are_read(char type, string size)
    {
        var header = new byte[1024];
        Encoding.ASCII.GetBytes("././@LongLink").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\0" + size + "\000000000000\0        " + type).CopyTo(header, 100);
        Encoding.ASCII.GetBytes("ustar  ").CopyTo(header, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        DataFiles.Gzip(ArchivePath, header);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Reading().Should().Throw<InvalidDataException>().WithMessage($"{ArchivePath}: an entry of it announces a name or notes of * bytes: at most 1048576 are taken");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10 << 20);
    }

    [Fact]
    public void Reads_names_of_any_honest_length()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('n', 200), 20));
        DataFiles.Tar(ArchivePath, DataFiles.TarFile(name, "1"u8.ToArray()), new GnuTarEntry(TarEntryType.RegularFile, name + "2") { DataStream = new MemoryStream("2"u8.ToArray()) });
        Contents().Should().Equal(name + "=1", name + "2=2");
    }

    [Fact]
    public void Refuses_to_unpack_more_than_is_allowed()
    {
        DataFiles.Tar(ArchivePath, DataFiles.TarFile("zeros", new byte[100_000]));
        Reading(maximumBytes: 100_000).Should().Throw<InvalidDataException>().WithMessage($"{ArchivePath}: it unpacks to more than the 100000 bytes that are allowed");
        Reading(maximumBytes: 105_000).Should().NotThrow();
    }

    [Fact]
    public void Refuses_an_archive_that_is_cut_between_two_files()
    {
        using var whole = new MemoryStream();
        using (var tar = new TarWriter(whole, leaveOpen: true))
        {
            tar.WriteEntry(new V7TarEntry(TarEntryType.V7RegularFile, "one") { DataStream = new MemoryStream([1]) });
        }

        DataFiles.Gzip(ArchivePath, whole.ToArray());
        Contents().Should().ContainSingle();
        DataFiles.Gzip(ArchivePath, whole.ToArray().AsSpan(0, 1024));
        Reading().Should().Throw<InvalidDataException>().WithMessage($"{ArchivePath}: it is cut short");
    }

    [Fact]
    public void An_archive_that_is_cut_short_or_damaged_anywhere_is_refused_or_still_read_right()
    {
        DataFiles.Tar(ArchivePath, DataFiles.TarFile("figures", [.. Enumerable.Range(0, 5_000).Select(value => (byte)((value * 7919 >> 3) & 0x7F))]));
        var whole = File.ReadAllBytes(ArchivePath);
        var expected = Contents().Should().ContainSingle().Subject;
        var refused = 0;
        for (var place = 0; place < whole.Length; place++)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= 0x10;
            refused += IsRefused(whole[..place], expected) ? 1 : 0;
            refused += IsRefused(damaged, expected) ? 1 : 0;
        }

        refused.Should().BeGreaterThan(whole.Length * 19 / 10);
    }

    [Fact]
    public void Refuses_what_is_no_archive()
    {
        DataFiles.Gzip(ArchivePath, Encoding.ASCII.GetBytes(new string('x', 5_000)));
        Reading().Should().Throw<InvalidDataException>().WithMessage(ArchivePath + ": *");
    }

    private List<string> Contents(long maximumBytes = 1_000_000)
    {
        var contents = new List<string>();
        TarArchive.Read(ArchivePath, maximumBytes, (name, length, content) =>
        {
            using var reader = new StreamReader(content);
            var text = reader.ReadToEnd();
            text.Length.Should().BeLessThanOrEqualTo((int)length);
            contents.Add($"{name}={text}");
        });
        return contents;
    }

    /// <summary>Whether an archive is refused. One whose damage does not matter is not, and must hold what it should.</summary>
    private bool IsRefused(byte[] archive, string expected)
    {
        File.WriteAllBytes(ArchivePath, archive);
        try
        {
            Contents().Should().Equal(expected);
            return false;
        }
        catch (InvalidDataException refusal)
        {
            refusal.Message.Should().StartWith(ArchivePath + ": ");
            return true;
        }
    }

    private Action Reading(long maximumBytes = 1_000_000) => () => Contents(maximumBytes);
}
