using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Files;
using ExperimentRunner.Registry.Shapes;
using ExperimentRunner.Registry.Values;

namespace ExperimentRunner.Registry.Binding;

/// <summary>
/// What two records must share for their results to be taken for each other's. What equals its default is left out, so a new
/// argument keeps old identities; a component or a record whose version was raised gets a new one.
/// </summary>
/// <param name="registry">The components.</param>
/// <param name="redact">Takes out of a user's text what <see cref="ConfigWriter"/> does not write down either; null takes nothing.</param>
public sealed class Identity(ComponentRegistry registry, Func<string, string>? redact = null)
{
    /// <summary>The hash of <see cref="CanonicalJson"/>: SHA-256 in lower-case hexadecimal.</summary>
    public string Hash(object record) => HashOf(CanonicalJson(record));

    /// <summary>The hash of what <see cref="CanonicalJson"/> gave.</summary>
    public static string HashOf(string canonicalJson) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson)));

    /// <summary>The record as JSON, one text for one meaning: keys sorted, numbers in their shortest form.</summary>
    public string CanonicalJson(object record) =>
        registry.Find(record.GetType()) is { } component
            ? Component(component, record)
            : Arguments(registry.Describe(record.GetType()), record, type: null);

    private string Component(ComponentDescriptor component, object record) =>
        Arguments(component.Record, record, component.Version > 1 ? $"{component.Name}@{component.Version}" : component.Name);

    private string Arguments(RecordDescriptor record, object value, string? type)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (type is not null)
        {
            members["type"] = Text(type);
        }

        if (record.Type.GetCustomAttribute<RecordVersionAttribute>() is { } raised)
        {
            members["@version"] = Number(raised.Version, raised.Version);
        }

        foreach (var argument in record.Arguments)
        {
            if (argument.IsIdentity && (argument.IsContent ? Content(argument.Get(value)) : Value(argument.Shape, argument.Get(value))) is { } json
                && (argument.IsRequired || json != Value(argument.Shape, argument.Default)))
            {
                members[argument.Key] = json;
            }
        }

        return Object(members);
    }

    /// <summary>A value; null for a secret, which never shapes a result and must leave no trace.</summary>
    private string? Value(ValueShape shape, object? value) => (shape, value) switch
    {
        (_, Secret) => null,
        (_, null) => "null",
        (_, bool truth) => truth ? "true" : "false",
        (_, int or long) => Number(Convert.ToDouble(value, null), value),
        (_, double number) => Number(number, value),
        (ScalarShape { Kind: ScalarKind.Text }, _) => Text(Redacted(ScalarText.Of(value))),
        (ScalarShape, _) => Text(ScalarText.Of(value)),
        (ListShape list, IEnumerable items) => $"[{string.Join(',', items.Cast<object?>().Where(IsIdentity).Select(i => Value(list.Item, i) ?? "null"))}]",
        (DictionaryShape dictionary, IDictionary entries) => Object(Entries(dictionary.Value, entries)),
        (OneOrNamedShape, IOneOrNamed { One: { } one }) => CanonicalJson(one),
        (OneOrNamedShape, IOneOrNamed named) =>
            Object(Sorted(named.Named.Select(n => KeyValuePair.Create(n.Key, (string?)CanonicalJson(n.Value))))),
        (_, ConfigNode raw) => Raw(raw),
        _ => CanonicalJson(value),
    };

    /// <summary>The digest of a file; of one that is not there its name, since nothing can come of it.</summary>
    private string Content(object? path)
    {
        if (path is not string file || !File.Exists(file))
        {
            return path is null ? "null" : Text(Redacted((string)path));
        }

        using var stream = RegularFile.Open(file);
        return Text(Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static bool IsIdentity(object? item) => item?.GetType().IsDefined(typeof(NotIdentityAttribute), inherit: false) != true;

    private IEnumerable<KeyValuePair<string, string?>> EntriesOf(ValueShape shape, IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries)
        {
            yield return KeyValuePair.Create(Redacted((string)entry.Key), Value(shape, entry.Value));
        }
    }

    private SortedDictionary<string, string> Entries(ValueShape shape, IDictionary entries) => Sorted(EntriesOf(shape, entries));

    private string Raw(ConfigNode node) => node switch
    {
        MappingNode mapping => Object(Sorted(mapping.Entries.Select(e => KeyValuePair.Create(Redacted(e.Key), (string?)Raw(e.Value))))),
        SequenceNode list => $"[{string.Join(',', list.Items.Select(Raw))}]",
        ScalarNode { IsNull: true } => "null",
        ScalarNode scalar when scalar.AsBoolean() is { } truth => truth ? "true" : "false",
        ScalarNode scalar when scalar.AsNumber() is { } number => Number(number, scalar.AsInteger() ?? (object)number),
        ScalarNode scalar => Text(Redacted(scalar.Text)),
        _ => "null",
    };

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string?>> members)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in members)
        {
            if (value is not null)
            {
                sorted[key] = value;
            }
        }

        return sorted;
    }

    private static string Object(SortedDictionary<string, string> members) =>
        $"{{{string.Join(',', members.Select(m => $"{Text(m.Key)}:{m.Value}"))}}}";

    // 64 and 64.0 are one number, so an argument may change from whole numbers to all without new identities.
    private static string Number(double number, object exact) =>
        !double.IsFinite(number) ? Text(ScalarText.Of(number)) : ScalarText.Of(exact);

    private string Redacted(string text) => redact?.Invoke(text) ?? text;

    private static string Text(string text) => JsonSerializer.Serialize(text, TextJson.Default.String);
}
