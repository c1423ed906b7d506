namespace ExperimentRunner.Components.Training;

/// <summary>The names of devices in YAML.</summary>
public static class DeviceName
{
    /// <summary>The first GPU, or else the CPU.</summary>
    public const string Auto = "auto";

    /// <summary>Whether a name is that of a GPU.</summary>
    public static bool IsGpu(string name) => name.StartsWith("cuda", StringComparison.Ordinal);

    /// <summary>Whether a name can be a device: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>.</summary>
    public static bool IsValid(string name) =>
        name is Auto or "cpu" or "cuda" || (name.StartsWith("cuda:", StringComparison.Ordinal) && name.Length > 5 && name.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);
}
