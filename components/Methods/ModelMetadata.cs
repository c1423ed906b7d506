using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentRunner.Components.Datasets;

namespace ExperimentRunner.Components.Methods;

/// <summary>
/// What a model's weights are of no use without, for the header of their file: the shape of its inputs, the names of inputs and classes,
/// and what a table was scaled by. Each value but <c>format</c> is JSON.
/// </summary>
internal static class ModelMetadata
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Describes a model.</summary>
    /// <param name="model">What it takes and gives.</param>
    /// <param name="data">The data set that it was trained on.</param>
    public static IReadOnlyDictionary<string, string> Of(DataSpec model, DatasetContent data)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt", // weights lie as torch's do: [outputs, inputs]
            ["input_shape"] = Json(model.InputShape),
            ["outputs"] = Json(model.Outputs),
        };
        AddNames(metadata, "classes", model.ClassNames);
        AddNames(metadata, "input_names", data.InputNames);
        AddScaling(metadata, "input", data.InputScaling);
        AddScaling(metadata, "target", data.TargetScaling);
        return metadata;
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
