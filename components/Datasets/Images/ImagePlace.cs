namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>What an image's place in the folders says.</summary>
/// <param name="Wrapper">The folder around everything, or empty.</param>
/// <param name="Set"><c>train</c>, <c>test</c>, or null where folders name no set.</param>
/// <param name="Class">The folder that the image lies in.</param>
internal sealed record ImagePlace(string Wrapper, string? Set, string Class)
{
    /// <summary>Reads <c>[wrapper/][train/|test/]class/image</c>.</summary>
    /// <returns>The place, or null for an image that lies elsewhere.</returns>
    public static ImagePlace? Of(string name) => name.Split('/') switch
    {
        [var folder, _] when !IsSet(folder) => new ImagePlace("", null, folder),
        [var set, var folder, _] when IsSet(set) => new ImagePlace("", set, folder),
        [var wrapper, var folder, _] when !IsSet(folder) => new ImagePlace(wrapper, null, folder),
        [var wrapper, var set, var folder, _] when IsSet(set) => new ImagePlace(wrapper, set, folder),
        _ => null,
    };

    /// <summary>The set that a name with any folders belongs to.</summary>
    public static string? SetOf(string name) => name.Split('/').SkipLast(1).FirstOrDefault(IsSet);

    private static bool IsSet(string folder) => folder is "train" or "test";
}
