using System.Diagnostics;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Tests.Components;

namespace ExperimentRunner.Tests.Registry.Files;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_file_is_read_through_links_and_has_the_size_of_what_they_lead_to()
    {
        File.WriteAllText(At("file"), "0123456789");
        File.CreateSymbolicLink(At("one"), At("file"));
        File.CreateSymbolicLink(At("two"), "one");

        RegularFile.SizeOf(At("two")).Should().Be(10);
        RegularFile.ReadText(At("two"), 10).Should().Be("0123456789");
        FluentActions.Invoking(() => RegularFile.ReadText(At("two"), 9)).Should().Throw<InvalidDataException>().WithMessage("*is larger than*");
    }

    [Theory]
    [InlineData("pipe", FileKind.Pipe)]
    [InlineData("/dev/zero", FileKind.Device)]
    [InlineData(".", FileKind.Folder)]
    [InlineData("none", FileKind.Missing)]
    [InlineData("a\0b", FileKind.Missing)]
    public void What_is_no_file_is_not_opened_not_even_through_a_link(string what, FileKind kind)
    {
        using var made = Process.Start("mkfifo", [At("pipe")]);
        made.WaitForExit();
        RegularFile.KindOf(At(what)).Should().Be(kind);
        if (kind == FileKind.Missing)
        {
            return;
        }

        File.CreateSymbolicLink(At("link"), At(what));
        foreach (var path in new[] { At(what), At("link") })
        {
            RegularFile.SizeOf(path).Should().BeNull();
            FluentActions.Invoking(() => RegularFile.Open(path)).Should().Throw<InvalidDataException>().WithMessage($"{path} is a *, not a file");
        }
    }

    private string At(string path) => Path.Combine(place.Path, path);
}
