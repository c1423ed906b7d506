using System.Diagnostics;

namespace ExperimentRunner.Tests.Runner.Data;

/// <summary>A file system of 128 kB, where this machine lets a test mount one; else the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    internal SmallDisk(string folder)
    {
        Directory.CreateDirectory(folder);
        Path = folder;
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", folder), "this machine does not let the test mount a small file system");
    }

    internal string Path { get; }

    public void Dispose() => Run("umount", Path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
