using ExperimentRunner.Ledger;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Runner.Data;

namespace ExperimentRunner.Tests.Runner.Ledger;

public sealed class FileLeaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FileLease Lease => new(Path.Combine(folder.Path, "lease"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lease_whose_note_cannot_be_written_is_not_kept()
    {
        Directory.CreateDirectory(Lease.Path + ".json");
        FluentActions.Invoking(() => Lease.Take(TimeSpan.Zero)).Should().Throw<Exception>();
        Lease.IsHeld().Should().BeFalse();

        Directory.Delete(Lease.Path + ".json");
        using var taken = Lease.Take(TimeSpan.Zero);
        taken.Should().NotBeNull();
        Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("lease", "lease.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"pid":"x","host":"a"}""")]
    public void A_note_that_cannot_be_read_names_nobody(string note)
    {
        File.WriteAllText(Lease.Path + ".json", note);
        Lease.Holder().Should().BeNull();
    }

    [Fact]
    public void A_full_disk_is_told_as_one_however_often()
    {
        using var disk = new SmallDisk(Path.Combine(folder.Path, "disk"));
        var journal = new JournalFile(Path.Combine(disk.Path, "journal.jsonl"));
        journal.Update(_ => JournalTests.Created("0001-aaaaaaaa", 0));
        File.WriteAllBytes(Path.Combine(disk.Path, "rest"), new byte[1 << 10]);
        Fill(Path.Combine(disk.Path, "rest"));

        for (var tries = 0; tries < 2; tries++)
        {
            FluentActions.Invoking(() => journal.Update(_ => JournalTests.Created("0002-bbbbbbbb", 1))).Should().Throw<IOException>().WithMessage("No space left on device*");
        }

        File.Delete(Path.Combine(disk.Path, "rest"));
        journal.Update(_ => JournalTests.Created("0002-bbbbbbbb", 1)).Trials.Should().HaveCount(2);
    }

    private static void Fill(string path)
    {
        using var rest = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                rest.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // full
        }
    }
}
