using System.Text.Json.Nodes;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Registry.Configuration;
using ExperimentRunner.Registry.Shapes;

namespace ExperimentRunner.Registry.Schema;

/// <summary>The schemas of single values.</summary>
internal static class ScalarSchema
{
    public static JsonObject Of(ScalarShape shape, ArgumentDescriptor? argument)
    {
        var schema = shape.Kind switch
        {
            ScalarKind.Boolean => new JsonObject { ["type"] = "boolean" },
            ScalarKind.WholeNumber when shape.Type == typeof(int) => new JsonObject { ["type"] = "integer", ["minimum"] = int.MinValue, ["maximum"] = int.MaxValue },
            ScalarKind.WholeNumber => new JsonObject { ["type"] = "integer" },
            ScalarKind.Number => new JsonObject { ["type"] = "number" },
            ScalarKind.Text => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            ScalarKind.Choice => Words(shape.Choices),
            ScalarKind.Duration => Pattern("ep", countsSteps: true),
            ScalarKind.Cadence => Pattern("(ep|s|min|h)", countsSteps: true, isPositive: true),
            ScalarKind.WallTime => Pattern("(s|min|h)", countsSteps: false),
            _ => new JsonObject { ["type"] = "string", ["pattern"] = @"^\$\{env:[A-Za-z_][A-Za-z0-9_]*\}$" },
        };
        if (argument?.Range is { } range && shape.Kind is ScalarKind.WholeNumber or ScalarKind.Number)
        {
            AddRange(schema, range);
        }

        if (argument?.Length is { } length && shape.Kind == ScalarKind.Text && argument.Shape == shape)
        {
            AddLength(schema, length, "Length");
        }

        return schema;
    }

    public static JsonObject Words(IEnumerable<string> words) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => JsonValue.Create(w))]) };

    /// <summary>A number with a unit; steps are whole.</summary>
    private static JsonObject Pattern(string units, bool countsSteps, bool isPositive = false) => new()
    {
        ["type"] = "string",
        ["pattern"] = @"^\+?" + (isPositive ? "(?=[0-9.]*[1-9])" : "") + (countsSteps ? @"([0-9]+(\.0*)?(e\+?[0-9]+)?it|" : "(")
            + @"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?" + units + ")$",
    };

    private static void AddRange(JsonObject schema, RangeAttribute range)
    {
        if (double.IsFinite(range.Minimum))
        {
            schema.Remove("minimum");
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = range.Minimum;
        }

        if (double.IsFinite(range.Maximum))
        {
            schema.Remove("maximum");
            schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = range.Maximum;
        }
    }

    public static void AddLength(JsonObject schema, LengthAttribute length, string what)
    {
        schema["min" + what] = length.Minimum;
        if (length.Maximum < int.MaxValue)
        {
            schema["max" + what] = length.Maximum;
        }
    }

    public static JsonNode? ValueOf(ConfigNode node) => node switch
    {
        ScalarNode scalar when scalar.AsBoolean() is { } truth => truth,
        ScalarNode scalar when scalar.AsInteger() is { } whole => whole,
        ScalarNode scalar when scalar.AsNumber() is { } number && double.IsFinite(number) => number,
        ScalarNode scalar => scalar.Text,
        _ => null,
    };
}
