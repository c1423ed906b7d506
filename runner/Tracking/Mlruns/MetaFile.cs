using System.Globalization;
using System.Text;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>The text of a <c>meta.yaml</c>, built key by key. Texts are quoted, so that no id is taken for a number.</summary>
internal sealed class MetaFile
{
    private readonly StringBuilder text = new();

    internal MetaFile Text(string key, string value) =>
        Line(key, "'" + value.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal) + "'");

    internal MetaFile Number(string key, long? value) => Line(key, value?.ToString(CultureInfo.InvariantCulture) ?? "null");

    internal MetaFile EmptyList(string key) => Line(key, "[]");

    internal MetaFile EmptyMapping(string key) => Line(key, "{}");

    internal MetaFile Mapping(string key, string innerKey, string innerValue)
    {
        text.Append(key).Append(":\n  ");
        return Text(innerKey, innerValue);
    }

    public override string ToString() => text.ToString();

    private MetaFile Line(string key, string value)
    {
        text.Append(key).Append(": ").Append(value).Append('\n');
        return this;
    }
}
