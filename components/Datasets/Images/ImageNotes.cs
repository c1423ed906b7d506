namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Counts what a person should know of the images of a folder, a line each.</summary>
/// <param name="subject">The folder or archive.</param>
internal sealed class ImageNotes(string subject)
{
    private static readonly (ImageTraits Trait, string Text)[] Texts =
    [
        (ImageTraits.Turned, "a note of their camera (EXIF) by which they were turned upright"),
        (ImageTraits.SixteenBits, "16 bits a value, of which 8 are read"),
        (ImageTraits.Transparent, "transparent pixels, which are read in the colours that are stored there"),
        (ImageTraits.Animated, "several frames, of which the first is read"),
    ];

    private readonly Dictionary<ImageTraits, int> traits = [];
    private int images;
    private readonly SortedDictionary<string, int> leftOut = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts an image.</summary>
    public void Add(ImageTraits image)
    {
        images++;
        foreach (var (trait, _) in Texts.Where(text => image.HasFlag(text.Trait)))
        {
            traits[trait] = traits.GetValueOrDefault(trait) + 1;
        }
    }

    /// <summary>Counts a file that is not read.</summary>
    public void LeaveOut(string name)
    {
        var kind = Path.GetExtension(name) is { Length: > 0 } extension ? extension : "without an extension";
        leftOut[kind] = leftOut.GetValueOrDefault(kind) + 1;
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Warnings()
    {
        var lines = Texts.Where(text => traits.ContainsKey(text.Trait))
            .Select(text => $"{subject}: {traits[text.Trait]} of {Count(images, "image")} {(traits[text.Trait] == 1 ? "has" : "have")} {text.Text}");
        return leftOut.Count == 0 ? [.. lines] :
        [
            $"{subject}: {Count(leftOut.Values.Sum(), "file")} left out, which cannot be read as images: {string.Join(", ", leftOut.Select(kind => $"{kind.Value} {kind.Key}"))}; "
                + "convert pictures of other kinds, such as TIFF or HEIC, to PNG or JPEG",
            .. lines,
        ];
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
