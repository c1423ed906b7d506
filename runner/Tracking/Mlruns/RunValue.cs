using MLflow.Client;

namespace ExperimentRunner.Tracking.Mlruns;

/// <summary>A param or a tag of a run: a small file with the text.</summary>
/// <param name="Folder">The folder of its kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text, at most as long as MLflow takes.</param>
internal sealed record RunValue(string Folder, string Name, string Text)
{
    internal static RunValue Param(string name, string value) =>
        new("params", name, MlflowLimits.Cut(value.ReplaceLineEndings(" "), MlflowLimits.ParamValue, "artifact config.yaml"));

    internal static RunValue Tag(string name, string value) => new("tags", name, MlflowLimits.Cut(value, MlflowLimits.TagValue));
}
