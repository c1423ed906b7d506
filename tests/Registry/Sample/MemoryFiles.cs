using System.Text;
using ExperimentRunner.Registry.Configuration;

namespace ExperimentRunner.Tests.Registry.Sample;

/// <summary>Files in memory.</summary>
public sealed class MemoryFiles(params (string Path, string Content)[] files) : IConfigFiles
{
    private readonly Dictionary<string, FileContent> _files =
        files.ToDictionary(f => f.Path, f => new FileContent(Encoding.UTF8.GetBytes(f.Content)), StringComparer.Ordinal);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public FileContent this[string path]
    {
        set => _files[path] = value;
    }

    public FileContent Read(string path) =>
        path == "." ? FileContent.Failed(FileFailure.Folder)
        : _files.TryGetValue(path, out var content) ? content : FileContent.Failed(FileFailure.Missing);

    public IReadOnlyList<string> List(string folder) =>
        [.. _files.Keys.Where(p => Path.GetDirectoryName(p) == folder).Select(p => Path.GetFileName(p))];
}
