using System.Globalization;
using System.Text;
using ExperimentRunner.Registry.Files;

namespace ExperimentRunner.Projections.Mlruns;

/// <summary>The text of a <c>meta.yaml</c>, built key by key. Texts are quoted, so that no id is taken for a number.</summary>
internal sealed class MetaFile
{
    /// <summary>What such files are called.</summary>
    internal const string Name = "meta.yaml";

    private readonly List<(string Key, string Text)> entries = [];

    internal MetaFile Text(string key, string value) => Add(key, "'" + value.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal) + "'");

    internal MetaFile Number(string key, long? value) => Add(key, value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    internal MetaFile EmptyList(string key) => Add(key, "[]");

    internal MetaFile EmptyMapping(string key) => Add(key, "{}");

    internal MetaFile Mapping(string key, string innerKey, string innerValue)
    {
        var inner = new MetaFile().Text(innerKey, innerValue);
        return Add(key, "\n  " + inner.ToString().TrimEnd());
    }

    /// <summary>Whether a file has a number under a key.</summary>
    internal static bool Has(string path, string key, long value) => Lines(path).Contains(new MetaFile().Number(key, value).ToString().TrimEnd(), StringComparer.Ordinal);

    /// <summary>The lines of a file.</summary>
    internal static string[] Lines(string path) => RegularFile.ReadText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The text of a file with these keys in the place of its own.</summary>
    internal string Over(string path)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(path).Where(line => !entries.Any(entry => line.StartsWith(entry.Key + ":", StringComparison.Ordinal))))
        {
            text.Append(line).Append('\n');
        }

        return text.Append(this).ToString();
    }

    public override string ToString() => string.Concat(entries.Select(entry => $"{entry.Key}:{(entry.Text.StartsWith('\n') ? "" : " ")}{entry.Text}\n"));

    private MetaFile Add(string key, string text)
    {
        entries.Add((key, text));
        return this;
    }
}
