using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>
/// Writes the schema. What is required must stand in a file that extends none; one that extends another may leave it to that one, and
/// so may any mapping in it. So there are two schemas of everything: the whole, and <see cref="Changes"/> to what lies below. Values in
/// place of which <c>${…}</c> may stand accept that too.
/// </summary>
internal sealed class SchemaWriter(ComponentRegistry registry)
{
    private const string Reference = "#/definitions/", Changes = "changes", Extension = "extends";

    private readonly SortedDictionary<string, JsonNode> definitions = new(StringComparer.Ordinal);
    private readonly RecordNodes records = new(registry);
    private Type root = typeof(object);

    public string Write(Type root)
    {
        this.root = root;
        Define(Extension, Extends);
        Define("reference", () => new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{.*\}" });
        var whole = Object(registry.Describe(root), isWhole: true);
        Define("configuration", () => whole);
        Define(Changes, () => Object(registry.Describe(root), isWhole: false));
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["description"] = whole["description"]?.DeepClone(),
            ["anyOf"] = new JsonArray(Ref("configuration"), Extending(Changes)),
        };
        var all = new JsonObject();
        foreach (var (name, definition) in definitions)
        {
            all[name] = definition;
        }

        schema["definitions"] = all;
        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return schema.ToJsonString(options) + "\n";
    }

    /// <summary>Something that extends a file, so that nothing need be whole.</summary>
    private static JsonObject Extending(string definition) => new()
    {
        ["allOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray(Extension) }, Ref(definition)),
    };

    private static JsonObject Ref(string name) => new() { ["$ref"] = Reference + name };

    private void Define(string name, Func<JsonNode> definition)
    {
        // The name is taken first, since records may contain themselves.
        if (definitions.TryAdd(name, new JsonObject()))
        {
            definitions[name] = definition();
        }
    }

    private static JsonObject Extends() => new()
    {
        ["description"] =
            "A file, or a list of files of which later ones win, that this mapping is laid over. Paths are relative to this file.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string" },
            new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }),
    };

    private JsonObject Object(RecordDescriptor record, bool isWhole, JsonNode? type = null)
    {
        var properties = new JsonObject();
        if (type is not null)
        {
            properties["type"] = type;
        }

        foreach (var argument in record.Arguments)
        {
            properties[argument.Key] = Argument(argument, isWhole);
            if (argument.Shape is ListShape list)
            {
                properties[argument.Key + "+"] = Appended(argument, list);
            }
        }

        properties[Extension] = Ref(Extension);
        var schema = new JsonObject { ["type"] = "object" };
        Describe(schema, record.Docs);
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        Require(schema, record, isWhole, hasType: type is not null);
        return schema;
    }

    private static void Require(JsonObject schema, RecordDescriptor record, bool isWhole, bool hasType)
    {
        string[] required = [.. hasType ? ["type"] : Array.Empty<string>(), .. record.Arguments.Where(a => isWhole && a.IsRequired).Select(a => a.Key)];
        if (required.Length > 0)
        {
            schema["required"] = Keys(required);
        }

        foreach (var unless in record.Arguments.Where(a => isWhole && a.RequiredUnless is not null).GroupBy(a => a.RequiredUnless!))
        {
            schema["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = Keys([unless.Key]) }, new JsonObject { ["required"] = Keys(unless.Select(a => a.Key)) });
        }
    }

    private static JsonArray Keys(IEnumerable<string> keys) => new([.. keys.Select(key => JsonValue.Create(key))]);

    private JsonObject Argument(ArgumentDescriptor argument, bool isWhole)
    {
        // In draft 7 nothing may stand beside a $ref, so the description and the default stand around it.
        var schema = new JsonObject();
        Describe(schema, argument.Docs);
        if (!argument.IsRequired && argument.Shape is ScalarShape && argument.Default is not null)
        {
            schema["default"] = ScalarSchema.ValueOf(records.ToNode(argument.Shape, argument.Default, written: null));
        }

        var alternatives = Value(argument.Shape, argument, isWhole);
        if (!isWhole || !argument.IsRequired)
        {
            alternatives.Add(new JsonObject { ["type"] = "null" });
        }

        schema["anyOf"] = alternatives;
        return schema;
    }

    private JsonObject Appended(ArgumentDescriptor argument, ListShape list) => new()
    {
        ["description"] = $"Items that are appended to the list '{argument.Key}' that lies below.",
        ["anyOf"] = new JsonArray(
            [new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = Value(list.Item, argument, isWhole: true) } }, .. Value(list.Item, argument, isWhole: true).Select(one => one!.DeepClone())]),
    };

    /// <summary>What may stand for a value: the value itself, a reference, and <c>none</c> where it is allowed.</summary>
    private JsonArray Value(ValueShape shape, ArgumentDescriptor? argument, bool isWhole)
    {
        if (shape is RawShape)
        {
            return argument?.Schema is { } own
                ? [JsonNode.Parse(own.Replace(SchemaAttribute.Addresses, AddressPattern(), StringComparison.Ordinal)), ScalarSchema.Words(["none"])]
                : [new JsonObject()];
        }

        var alternatives = new JsonArray();
        foreach (var alternative in Plain(shape, argument, isWhole))
        {
            alternatives.Add(alternative);
        }

        if (shape.IsNullable || shape is ListShape)
        {
            alternatives.Add(ScalarSchema.Words(["none"]));
        }

        if (shape is not ScalarShape { Kind: ScalarKind.Text or ScalarKind.Secret })
        {
            alternatives.Add(Ref("reference"));
        }

        return alternatives;
    }

    private IEnumerable<JsonNode> Plain(ValueShape shape, ArgumentDescriptor? argument, bool isWhole)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                yield return ScalarSchema.Of(scalar, argument);
                break;
            case ListShape list:
                yield return List(list, argument);
                if (!isWhole || argument is { IsRequired: false, Default: System.Collections.ICollection { Count: > 0 } })
                {
                    yield return new JsonObject
                    {
                        ["type"] = "object",
                        ["description"] = "Changes items of the list that lies below, by position or name.",
                        ["patternProperties"] = new JsonObject { [list.Item is ScalarShape ? "^[0-9]+$" : "^([0-9]+|[a-z][a-z0-9_]*)$"] = new JsonObject() },
                        ["additionalProperties"] = false,
                    };
                }

                break;
            case DictionaryShape dictionary:
                yield return Named(dictionary.Value, isWhole);
                break;
            case RecordShape record:
                yield return Record(record, isWhole && argument?.Default is null);
                break;
            case ComponentShape component:
                yield return Component(component.Kind, isWhole);
                foreach (var changed in ChangedDefault(component.Kind, argument?.Default, isWhole))
                {
                    yield return changed;
                }

                break;
            case OneOrNamedShape named:
                yield return Component(named.Component.Kind, isWhole);
                yield return Named(named.Component, isWhole);
                break;
        }
    }

    /// <summary>The arguments of a component that stands there by default: they need no type.</summary>
    private IEnumerable<JsonNode> ChangedDefault(ComponentKind kind, object? value, bool isWhole)
    {
        if (isWhole && value is not null && registry.Find(value.GetType()) is { } component)
        {
            var name = $"{NameOf(kind)}.{component.Name}.{Changes}";
            Define(name, () => Object(component.Record, isWhole: false));
            yield return Ref(name);
        }
    }

    /// <summary>A list replaces the one below, so its items are whole.</summary>
    private JsonObject List(ListShape list, ArgumentDescriptor? argument)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = Value(list.Item, WithoutDefault(argument, list), isWhole: true) } };
        if (argument?.Length is { } length && argument.Shape == list)
        {
            ScalarSchema.AddLength(schema, length, "Items");
        }

        return schema;
    }

    /// <summary>An item has its list's range, and none of its list's default.</summary>
    private static ArgumentDescriptor? WithoutDefault(ArgumentDescriptor? argument, ListShape list) => list.Item is ScalarShape ? argument : null;

    private JsonObject Named(ValueShape value, bool isWhole)
    {
        var alternatives = Value(value, argument: null, isWhole);
        alternatives.Add(new JsonObject { ["type"] = "null" });
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [Extension] = Ref(Extension), ["type"] = new JsonObject { ["type"] = "null" } },
            ["additionalProperties"] = new JsonObject { ["anyOf"] = alternatives },
        };
    }

    private JsonObject Record(RecordShape shape, bool isWhole) => EitherWay(shape.Type.Name, isWhole, whole => Object(shape.Record, whole));

    private JsonObject Component(ComponentKind kind, bool isWhole) => EitherWay(NameOf(kind), isWhole, whole => Kind(kind, whole));

    private static string NameOf(ComponentKind kind) => kind.Name.Replace(' ', '_');

    /// <summary>The whole, or what extends a file and so changes that; or changes alone.</summary>
    private JsonObject EitherWay(string name, bool isWhole, Func<bool, JsonNode> definition)
    {
        var changes = $"{name}.{Changes}";
        Define(changes, () => definition(false));
        if (!isWhole)
        {
            return Ref(changes);
        }

        Define(name, () => definition(true));
        return new JsonObject { ["anyOf"] = new JsonArray(Ref(name), Extending(changes)) };
    }

    private JsonObject Kind(ComponentKind kind, bool isWhole)
    {
        var components = registry.Components(kind);
        var words = Types(components);
        var bare = isWhole ? Types([.. components.Where(c => !c.Record.Arguments.Any(a => a.IsRequired))]) : Types(components);
        var every = ArgumentsOf(components);
        // The names stand together, so that an editor offers all of them; below, each brings its arguments.
        var typed = new JsonObject
        {
            ["type"] = "object",
            ["required"] = Keys(["type"]),
            ["properties"] = new JsonObject { ["type"] = words },
            ["anyOf"] = new JsonArray([.. components.Select(c => Object(c.Record, isWhole, new JsonObject { ["type"] = "string", ["pattern"] = $"^{c.Name}$" }))]),
        };
        var alternatives = new JsonArray(bare, typed, Open("The type is known when references are replaced.", every, Ref("reference")));
        if (!isWhole)
        {
            alternatives.Add(Open($"Changes arguments of the {kind.Name} that lies below.", (JsonObject)every.DeepClone(), type: null));
        }

        return new JsonObject { ["anyOf"] = alternatives };
    }

    /// <summary>The arguments of all components together, each as one of them may have it.</summary>
    private JsonObject ArgumentsOf(IReadOnlyList<ComponentDescriptor> components)
    {
        var properties = new JsonObject { [Extension] = Ref(Extension) };
        foreach (var same in components.SelectMany(c => c.Record.Arguments).GroupBy(a => a.Key, StringComparer.Ordinal))
        {
            var distinct = same.DistinctBy(a => (a.Shape.Type, a.Shape.IsNullable, $"{a.Range}", $"{a.Length}"));
            properties[same.Key] = new JsonObject { ["anyOf"] = new JsonArray([.. distinct.SelectMany(a => Value(a.Shape, a, isWhole: false)).Select(one => one!.DeepClone()), new JsonObject { ["type"] = "null" }]) };
            if (same.Any(a => a.Shape is ListShape))
            {
                properties[same.Key + "+"] = new JsonObject();
            }
        }

        return properties;
    }

    /// <summary>A mapping of arguments of which not all is known.</summary>
    private static JsonObject Open(string description, JsonObject properties, JsonObject? type)
    {
        var schema = new JsonObject { ["type"] = "object", ["description"] = description };
        if (type is null)
        {
            schema["not"] = new JsonObject { ["required"] = Keys(["type"]) };
        }
        else
        {
            properties["type"] = type;
            schema["required"] = Keys(["type"]);
        }

        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Types(IReadOnlyList<ComponentDescriptor> components)
    {
        var words = ScalarSchema.Words(components.Select(c => c.Name));
        words["markdownEnumDescriptions"] = new JsonArray([.. components.Select(c => JsonValue.Create(c.Docs.Summary))]);
        return words;
    }

    /// <summary>A pattern of the addresses of a file.</summary>
    private string AddressPattern() => JsonEncodedText.Encode($"^({new AddressPatterns(registry).Of(root)})$", JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static void Describe(JsonObject schema, DocComment docs)
    {
        if (docs.Summary.Length > 0)
        {
            var markdown = docs.Remarks.Length > 0 ? $"{docs.Summary}\n\n{docs.Remarks}" : docs.Summary;
            schema["description"] = markdown.Replace("`", "", StringComparison.Ordinal);
            schema["markdownDescription"] = markdown;
        }
    }
}
