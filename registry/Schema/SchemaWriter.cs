using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.Registry.Binding;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>
/// Writes the schema. It must accept every valid file, bases included: nothing is required, since a file may leave the rest
/// to what it extends; a component without a type, a patch of what a base names, takes the arguments of all components of its
/// kind; and <c>${…}</c> may stand for any value.
/// </summary>
internal sealed class SchemaWriter(ComponentRegistry registry)
{
    private const string Reference = "#/definitions/";

    private readonly SortedDictionary<string, JsonNode> definitions = new(StringComparer.Ordinal);
    private readonly RecordNodes records = new(registry);

    public string Write(Type root)
    {
        Define("extends", Extends);
        Define("reference", () => new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{.*\}" });
        var schema = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#" };
        var described = Object(registry.Describe(root), type: null);
        foreach (var (key, value) in described.ToList())
        {
            described.Remove(key);
            schema[key] = value;
        }

        var all = new JsonObject();
        foreach (var (name, definition) in definitions)
        {
            all[name] = definition;
        }

        schema["definitions"] = all;
        var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return schema.ToJsonString(options) + "\n";
    }

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

    private JsonObject Object(RecordDescriptor record, JsonNode? type)
    {
        var properties = new JsonObject();
        if (type is not null)
        {
            properties["type"] = type;
        }

        foreach (var argument in record.Arguments)
        {
            properties[argument.Key] = Argument(argument);
        }

        properties["extends"] = Ref("extends");
        var schema = new JsonObject { ["type"] = "object" };
        Describe(schema, record.Docs);
        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Argument(ArgumentDescriptor argument)
    {
        // In draft 7 nothing may stand beside a $ref, so the description and the default stand around it.
        var schema = new JsonObject();
        Describe(schema, argument.Docs);
        if (!argument.IsRequired && argument.Shape is ScalarShape && argument.Default is not null)
        {
            schema["default"] = ScalarSchema.ValueOf(records.ToNode(argument.Shape, argument.Default, written: null));
        }

        var alternatives = Value(argument.Shape, argument);
        alternatives.Add(new JsonObject { ["type"] = "null" });
        schema["anyOf"] = alternatives;
        return schema;
    }

    /// <summary>What may stand for a value: the value itself, a reference, and <c>none</c> where it is allowed.</summary>
    private JsonArray Value(ValueShape shape, ArgumentDescriptor? argument)
    {
        if (shape is RawShape)
        {
            return argument?.Schema is { } own ? [JsonNode.Parse(own), ScalarSchema.Words(["none"])] : [new JsonObject()];
        }

        var alternatives = new JsonArray();
        foreach (var alternative in Plain(shape, argument))
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

    private IEnumerable<JsonNode> Plain(ValueShape shape, ArgumentDescriptor? argument)
    {
        switch (shape)
        {
            case ScalarShape scalar:
                yield return ScalarSchema.Of(scalar, argument);
                break;
            case ListShape list:
                yield return List(list, argument);
                yield return new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "Patches items of the list that a base wrote, by position or name.",
                };
                break;
            case DictionaryShape dictionary:
                yield return Named(dictionary.Value);
                break;
            case RecordShape record:
                yield return Record(record);
                break;
            case ComponentShape component:
                yield return Component(component.Kind);
                break;
            case OneOrNamedShape named:
                yield return Component(named.Component.Kind);
                yield return Named(named.Component);
                break;
        }
    }

    private JsonObject List(ListShape list, ArgumentDescriptor? argument)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = Value(list.Item, argument) } };
        if (argument?.Length is { } length && argument.Shape == list)
        {
            ScalarSchema.AddLength(schema, length, "Items");
        }

        return schema;
    }

    private JsonObject Named(ValueShape value)
    {
        var alternatives = Value(value, argument: null);
        alternatives.Add(new JsonObject { ["type"] = "null" });
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["extends"] = Ref("extends"), ["type"] = new JsonObject { ["type"] = "null" } },
            ["additionalProperties"] = new JsonObject { ["anyOf"] = alternatives },
        };
    }

    private JsonObject Record(RecordShape shape)
    {
        var name = shape.Type.Name;
        Define(name, () => Object(shape.Record, type: null));
        return Ref(name);
    }

    private JsonObject Component(ComponentKind kind)
    {
        var name = kind.Name.Replace(' ', '_');
        Define(name, () => Kind(kind));
        return Ref(name);
    }

    private JsonObject Kind(ComponentKind kind)
    {
        var components = registry.Components(kind);
        var words = ScalarSchema.Words(components.Select(c => c.Name));
        words["markdownEnumDescriptions"] = new JsonArray([.. components.Select(c => JsonValue.Create(c.Docs.Summary))]);
        var alternatives = new JsonArray(words);
        var all = new JsonObject();
        foreach (var component in components)
        {
            var schema = Object(component.Record, ScalarSchema.Words([component.Name]));
            schema["required"] = new JsonArray("type");
            alternatives.Add(schema);
            foreach (var argument in component.Record.Arguments)
            {
                all[argument.Key] = new JsonObject();
            }
        }

        all["extends"] = Ref("extends");
        alternatives.Add(new JsonObject
        {
            ["type"] = "object",
            ["description"] = $"Changes arguments of the {kind.Name} that a base names.",
            ["not"] = new JsonObject { ["required"] = new JsonArray("type") },
            ["properties"] = all,
            ["additionalProperties"] = false,
        });
        return new JsonObject { ["anyOf"] = alternatives };
    }

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
