using System.Diagnostics;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Tests.Registry.Configuration;

public sealed class DiskFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("registry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read() => Failure("a.yaml", "a: 1").Should().Be(FileFailure.None);

    [Fact]
    public void A_file_of_ten_megabytes_is_too_large() => Failure("a.yaml", new string('x', 10_000_000)).Should().Be(FileFailure.TooLarge);

    [Fact]
    public void A_folder_is_none() => new DiskFiles().Read(_folder).Failure.Should().Be(FileFailure.Folder);

    [Fact]
    public void A_missing_file_is_none() => new DiskFiles().Read(Path.Combine(_folder, "no")).Failure.Should().Be(FileFailure.Missing);

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/../dev/urandom")]
    public void A_device_is_none(string path) => new DiskFiles().Read(path).Failure.Should().Be(FileFailure.Device);

    [Fact]
    public void A_forbidden_file_is_none()
    {
        var path = Path.Combine(_folder, "a.yaml");
        File.WriteAllText(path, "a: 1");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        // The superuser may read everything.
        new DiskFiles().Read(path).Failure.Should().Be(Environment.IsPrivilegedProcess ? FileFailure.None : FileFailure.Denied);
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_none() => new DiskFiles().Read("a\0b").Failure.Should().NotBe(FileFailure.None);

    [Fact]
    public void An_empty_path_is_none() => new DiskFiles().Read("").Failure.Should().Be(FileFailure.NoPath);

    [Fact]
    public void A_link_to_itself_is_none()
    {
        var path = Path.Combine(_folder, "a.yaml");
        File.CreateSymbolicLink(path, path);
        new DiskFiles().Read(path).Failure.Should().Be(FileFailure.Loop);
    }

    [Fact]
    public void A_pipe_is_none_whether_somebody_writes_to_it_or_not()
    {
        var path = Path.Combine(_folder, "a.yaml");
        using var mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
        Link("link.yaml", path);
        new DiskFiles().Read(path).Failure.Should().Be(FileFailure.Pipe);
        new DiskFiles().Read(Path.Combine(_folder, "link.yaml")).Failure.Should().Be(FileFailure.Pipe);

        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite); // opens without a reader, and never ends
        new DiskFiles().Read(path).Failure.Should().Be(FileFailure.Pipe);
    }

    [Theory]
    [InlineData("/dev/zero", FileFailure.Device)]
    [InlineData("real.yaml", FileFailure.None)]
    [InlineData(".", FileFailure.Folder)]
    [InlineData("nowhere", FileFailure.Missing)]
    public void A_link_is_what_it_leads_to(string target, FileFailure failure)
    {
        File.WriteAllText(Path.Combine(_folder, "real.yaml"), "a: 1");
        Link("link.yaml", target);
        new DiskFiles().Read(Path.Combine(_folder, "link.yaml")).Failure.Should().Be(failure);
    }

    [Fact]
    public void An_empty_file_is_read() => Failure("a.yaml", "").Should().Be(FileFailure.None);

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Combine(_folder, name), target);

    private FileFailure Failure(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return new DiskFiles().Read(path).Failure;
    }
}
