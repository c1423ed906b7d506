using System.Text;
using ExperimentRunner.Registry.Diagnostics;

namespace ExperimentRunner.Registry.Configuration;

/// <summary>Reads the files of one configuration, each once.</summary>
internal sealed class SourceLoader(IConfigFiles disk, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, MappingNode?> read = new(StringComparer.Ordinal);
    private readonly YamlReader reader = new(diagnostics);
    private readonly List<string> files = [];
    private bool hasFailed;

    /// <summary>The files that were read, in the order in which they were met.</summary>
    public IReadOnlyList<string> Files => files;

    /// <summary>Whether something is missing because a file or a part of one could not be read.</summary>
    public bool IsPartial => hasFailed || reader.IsPartial;

    /// <summary>The tree of a file, or null after a diagnostic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="askedAt">Where it was named, or null for the command line.</param>
    public MappingNode? Load(string path, SourceSpan? askedAt)
    {
        if (!read.TryGetValue(path, out var tree))
        {
            files.Add(path);
            read[path] = tree = Read(path, askedAt);
            hasFailed |= tree is null;
        }

        return tree;
    }

    private MappingNode? Read(string path, SourceSpan? askedAt)
    {
        var content = disk.Read(path);
        if (content.Bytes is null)
        {
            Fail(path, content.Failure, askedAt);
            return null;
        }

        if (Decode(content.Bytes) is not { } text)
        {
            diagnostics.Add(DiagnosticCodes.NotUtf8, "this file is not UTF-8 text", new SourceSpan(new SourceText(path, ""), 0, 0));
            return null;
        }

        var source = new SourceText(path, text);
        switch (reader.Read(source))
        {
            case MappingNode mapping:
                return mapping;
            case { } other:
                diagnostics.Add((other is ScalarNode { IsQuoted: false } ? GluedColon.In(other.Span.FirstLine) : null) ?? new Diagnostic(
                    DiagnosticCodes.NotAMapping, $"a configuration is made of 'key: value' lines; this file holds {other.Noun}", other.Span));
                return null;
            default:
                return null;
        }
    }

    private void Fail(string path, FileFailure failure, SourceSpan? askedAt)
    {
        switch (failure)
        {
            case FileFailure.Missing:
                var folder = Path.GetDirectoryName(path) ?? "";
                var neighbours = disk.List(folder)
                    .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".yml", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal).ToList();
                var hint = Suggestion.Hint(Path.GetFileName(path), neighbours);
                var known = neighbours.Count > 0 ? new[] { $"files there: {Names.Some(neighbours)}" } : [];
                diagnostics.Add(DiagnosticCodes.FileNotFound, $"there is no file '{path}'", askedAt, hint, known);
                break;
            case FileFailure.TooLarge:
                diagnostics.Add(DiagnosticCodes.TooLarge, $"'{path}' is larger than 1 MB, too large for a configuration", askedAt);
                break;
            default:
                diagnostics.Add(DiagnosticCodes.Unreadable, $"'{path}' {Reason(failure)}", askedAt);
                break;
        }
    }

    private static string Reason(FileFailure failure) => failure switch
    {
        FileFailure.Folder => "is a folder, not a file",
        FileFailure.Device => "is a device, not a file",
        FileFailure.Pipe => "is a pipe, not a file",
        FileFailure.Loop => "is a link that leads back to itself",
        FileFailure.NoPath => "is an empty path; name a file",
        _ => "cannot be read; may this user read it?",
    };

    private static string? Decode(byte[] bytes)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
            return text.TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
