using System.Diagnostics;
using ExperimentRunner.Data;

namespace ExperimentRunner.Tests.Runner.Data;

public sealed class FullDiskTests
{
    [Fact]
    public async Task A_disk_that_fills_is_a_clear_error_that_publishes_nothing_and_takes_no_room()
    {
        using var files = new FetchedFiles();
        var disk = files.Folder("disk");
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk), "this machine does not let the test mount a small file system");
        try
        {
            var message = await files.FailAsync(data: new DataFolder(disk));
            message.Should().StartWith($"cannot keep numbers in {disk}: ").And.Contain("No space left on device").And.Contain("make room there");
            Directory.EnumerateFiles(disk, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Should().OnlyContain(name => name!.StartsWith(".lock"));
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
