using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// What a model's weights are of no use without, for the header of their file: the shape of its inputs, the names of inputs and classes,
/// and what a table was scaled by. Each value but <c>format</c> is JSON.
/// </summary>
internal static class ModelMetadata
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Describes a model.</summary>
    /// <param name="data">What it takes and gives.</param>
    public static IReadOnlyDictionary<string, string> Of(DataSpec data)
    {
        var metadata = new Dictionary<string, string> { ["format"] = "pt" }; // weights lie as torch's do: [outputs, inputs]
        if (data.Given.Take(2).ToArray() is [var input])
        {
            metadata["input_shape"] = Json(input.Shape);
            AddMeaning(metadata, "input", input.Meaning);
        }

        if (data.Asked.Take(2).ToArray() is [var target])
        {
            metadata["outputs"] = Json(data.Outputs);
            AddNames(metadata, "classes", target.Meaning.ClassNames);
            AddMeaning(metadata, "target", target.Meaning);
        }

        return metadata;
    }

    private static void AddMeaning(Dictionary<string, string> metadata, string what, Meaning meaning)
    {
        if (meaning is ValuesMeaning values)
        {
            AddNames(metadata, $"{what}_names", values.Names);
            AddScaling(metadata, what, values.Scaling);
        }
    }

    private static void AddNames(Dictionary<string, string> metadata, string key, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            metadata[key] = Json(names);
        }
    }

    private static void AddScaling(Dictionary<string, string> metadata, string what, Scaling? scaling)
    {
        if (scaling is not { Means.Count: > 0 })
        {
            return;
        }

        metadata[$"{what}_mean"] = Json(scaling.Means);
        if (scaling.Standardizes)
        {
            metadata[$"{what}_deviation"] = Json(scaling.Deviations);
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
