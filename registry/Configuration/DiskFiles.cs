namespace ExperimentRunner.Registry.Configuration;

/// <summary>Files on this machine.</summary>
public sealed class DiskFiles : IConfigFiles
{
    /// <summary>ELOOP of Linux.</summary>
    private const int TooManyLinks = 40;

    private static readonly TimeSpan PipePatience = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public FileContent Read(string path)
    {
        if (path.Length == 0)
        {
            return FileContent.Failed(FileFailure.NoPath);
        }

        if (Directory.Exists(path))
        {
            return FileContent.Failed(FileFailure.Folder);
        }

        try
        {
            if (IsDevice(path))
            {
                return FileContent.Failed(FileFailure.Device);
            }

            using var stream = Open(path);
            return stream is null ? FileContent.Failed(FileFailure.Pipe) : ReadBounded(stream);
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

    // A device may never end and may block; a pipe from the shell, <(…), does end.
    private static bool IsDevice(string path)
    {
        var full = Path.GetFullPath(path);
        return full.StartsWith("/dev/", StringComparison.Ordinal)
            && !full.StartsWith("/dev/fd/", StringComparison.Ordinal)
            && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)
            && full != "/dev/stdin";
    }

    // Opening a named pipe waits for its writer, maybe for ever. Nothing managed tells a pipe from a file, but its length is zero.
    private static FileStream? Open(string path)
    {
        if (new FileInfo(path).Length > 0)
        {
            return File.OpenRead(path);
        }

        var opening = Task.Run(() => File.OpenRead(path));
        return Task.WaitAny([opening], PipePatience) < 0 ? null : opening.GetAwaiter().GetResult();
    }

    // Not by the length, which a pipe does not know and a growing file outruns.
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
