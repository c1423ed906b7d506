using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>A field in plain words, for those who know no tensors: MLflow's signature of a model, a page about a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsAsked">Whether models are asked for it; else they are given it.</param>
/// <param name="Type">The type of its values in a batch, as NumPy calls it: <c>float32</c>, <c>int64</c>.</param>
/// <param name="Shape">The shape of one value; -1 where rows differ in length.</param>
public sealed record FieldSignature(string Name, bool IsAsked, string Type, IReadOnlyList<long> Shape)
{
    /// <summary>The fields that models are given and asked for.</summary>
    public static IReadOnlyList<FieldSignature> Of(DataSpec data) => [.. data.Given.Concat(data.Asked).Select(field => new FieldSignature(
        field.Name, field.Role == FieldRole.Asked, field.Meaning.Type == ScalarType.Int64 ? "int64" : "float32", field.Shape))];
}
