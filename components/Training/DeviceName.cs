using System.Globalization;

namespace ExperimentRunner.Components.Training;

/// <summary>The names of devices in YAML.</summary>
public static class DeviceName
{
    /// <summary>The first GPU, or else the CPU.</summary>
    public const string Auto = "auto";

    /// <summary>Whether a name is that of a GPU.</summary>
    public static bool IsGpu(string name) => name.StartsWith("cuda", StringComparison.Ordinal);

    /// <summary>The number of the GPU that a name stands for; null where it stands for no certain one.</summary>
    public static int? GpuOf(string name) => !IsGpu(name) ? null
        : int.TryParse(name.AsSpan(Math.Min(name.Length, "cuda:".Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The device that other programs call so: <c>gpu</c> is <c>cuda</c>; null where none comes to mind.</summary>
    internal static string? Meant(string name)
    {
        var plain = name.Trim().ToLowerInvariant().Replace("gpu", "cuda", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return IsValid(plain) ? plain
            : plain.StartsWith("cuda", StringComparison.Ordinal) && IsValid($"cuda:{plain[4..]}") ? $"cuda:{plain[4..]}"
            : IsValid($"cuda:{plain}") ? $"cuda:{plain}"
            : null;
    }

    /// <summary>Whether a name can be a device: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>.</summary>
    public static bool IsValid(string name) =>
        name is Auto or "cpu" or "cuda" || (name.StartsWith("cuda:", StringComparison.Ordinal) && name.Length > 5 && name.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);
}
