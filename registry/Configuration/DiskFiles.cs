using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Files on this machine.</summary>
public sealed class DiskFiles : IConfigFiles
{
    /// <summary>ELOOP of Linux.</summary>
    private const int TooManyLinks = 40;

    private static readonly TimeSpan PipePatience = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public FileContent Read(string path)
    {
        if (path.Length == 0)
        {
            return FileContent.Failed(FileFailure.NoPath);
        }

        try
        {
            return RegularFile.KindOf(path) switch
            {
                FileKind.Folder => FileContent.Failed(FileFailure.Folder),
                FileKind.Pipe when IsOfShell(path) => ReadPipe(path),
                FileKind.Pipe => FileContent.Failed(FileFailure.Pipe),
                FileKind.Device => FileContent.Failed(FileFailure.Device),
                _ => ReadRegular(path),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileContent.Failed(FileFailure.Missing);
        }
        catch (IOException e) when (e.HResult == TooManyLinks)
        {
            return FileContent.Failed(FileFailure.Loop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return FileContent.Failed(FileFailure.Denied);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder.Length == 0 ? "." : folder).Select(f => Path.GetFileName(f)!)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    // A pipe of the shell, <(…) or standard input, is written by a command that ends; one in a folder may never be written at all.
    private static bool IsOfShell(string path) =>
        Path.GetFullPath(path) is var full && (full.StartsWith("/dev/fd/", StringComparison.Ordinal) || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal) || full == "/dev/stdin");

    private static FileContent ReadRegular(string path)
    {
        using var stream = RegularFile.Open(path);
        return ReadBounded(stream);
    }

    private static FileContent ReadPipe(string path)
    {
        var reading = Task.Run(() =>
        {
#pragma warning disable RS0030 // the one pipe that is read
            using var stream = File.OpenRead(path);
#pragma warning restore RS0030
            return ReadBounded(stream);
        });
        return Task.WaitAny([reading], PipePatience) < 0 ? FileContent.Failed(FileFailure.Pipe) : reading.GetAwaiter().GetResult();
    }

    // Not by the length, which a growing file outruns.
    private static FileContent ReadBounded(Stream stream)
    {
        var buffer = new byte[4096];
        var content = new MemoryStream();
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > Limits.FileSize)
            {
                return FileContent.Failed(FileFailure.TooLarge);
            }
        }

        return new FileContent(content.ToArray());
    }
}
