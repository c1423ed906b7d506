using ExperimentRunner.Data;

namespace ExperimentRunner.Tests.Runner.Data;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_disk_that_fills_is_a_clear_error_that_publishes_nothing_and_takes_no_room()
    {
        using var files = new FetchedFiles();
        using var disk = new SmallDisk(files.Folder("disk"));
        var message = await files.FailAsync(data: new DataFolder(disk.Path));
        message.Should().StartWith($"cannot keep numbers in {disk.Path}: ").And.Contain("No space left on device").And.Contain("make room there");
        Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Should().OnlyContain(name => name!.StartsWith(".lock"));
    }
}
