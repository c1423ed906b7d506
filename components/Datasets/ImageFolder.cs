using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Datasets.Images;
using ExperimentRunner.Registry.Components;

namespace ExperimentRunner.Components.Datasets;

/// <summary>
/// PNG, JPEG, GIF, WebP and BMP images in class folders, in a folder or in a .tar.gz or .zip archive: <c>class/image</c>, or <c>train/class/image</c>
/// and <c>test/class/image</c>, with or without one folder around it all. Inputs are [channels, height, width] with values in
/// [0, 1]. Images are decoded once, into the folder of all data, and again when a file changes.
/// </summary>
[Synonyms("ImageFolderDataset", "folder")]
[Component("image_folder", Version = 2)]
public sealed record ImageFolder : IDataset, IValidate
{
    private const string Version = "2"; // raise it when the same files are decoded to other bytes

    /// <summary>The folder or archive; a relative path counts from the folder that the command runs in.</summary>
    [Synonyms("root", "folder", "directory", "data_dir", "data_path", "train_dir")]
    [Length(1)]
    public required string Path { get; init; }

    /// <summary>Height and width that every image is scaled to, its proportions aside; <c>none</c> where all images have one size.</summary>
    [Synonyms("img_size", "image_size", "imgsz", "resize", "input_size")]
    public IReadOnlyList<int>? Size { get; init; }

    /// <summary>3 for colour, 1 for gray. Transparency does not count; the orientation that a camera notes down (EXIF) does.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>
    /// A CSV file with the columns <c>file</c> (the name below <see cref="Path"/>) and <c>label</c>, in place of class folders;
    /// what lies in a folder <c>test</c> is still tested on.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>A folder or archive of test images in class folders, where <see cref="Path"/> holds none.</summary>
    public string? Test { get; init; }

    /// <summary>Folders or archives of further test images, by name: <c>test_hard: hard</c> gives <c>test_hard/accuracy</c>.</summary>
    public IReadOnlyDictionary<string, string> ExtraTests { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether the decoded images are held in memory, or stay on disk and are read batch by batch; <c>none</c> holds them where
    /// they take at most a quarter of the memory. Results are the same.
    /// </summary>
    [NotIdentity]
    public bool? Resident { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Files => [.. ((string?[])[Path, Labels, Test]).OfType<string>(), .. ExtraTests.Values];

    /// <inheritdoc/>
    public Meaning? Targets => new ClassMeaning(Count: null);

    /// <inheritdoc/>
    public bool? HasTestSplit => Test is not null ? true : null;

    /// <inheritdoc/>
    public IEnumerable<string> ExtraTestSets => ExtraTests.Keys;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Size is { } size && (size.Count != 2 || size.Any(length => length is < 1 or > 10_000)))
        {
            yield return new ArgumentProblem(nameof(Size), "expected height and width, from 1 to 10000 each, such as [224, 224]");
        }

        if (Channels is not (1 or 3))
        {
            yield return new ArgumentProblem(nameof(Channels), $"expected 3 for colour or 1 for gray, found {Channels}");
        }

        foreach (var problem in TestSetNames.Check(nameof(ExtraTests), ExtraTests.Keys))
        {
            yield return problem;
        }
    }

    /// <inheritdoc/>
    public DatasetContent Load(string folder)
    {
        var sources = Sources();
        var (decoded, index) = new DecodedCache(folder).GetOrAdd(KeyOf(sources), aside => Import(aside, sources));
        var total = index.Sets.Values.Sum() * index.ImageBytes;
        var isResident = Resident ?? total <= GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;
        var spec = DataSpec.Of(
            FieldSpec.Given("image", new ImageMeaning { IsScaled = Size is not null }, [index.Channels, index.Height, index.Width]),
            FieldSpec.Asked("class", new ClassMeaning(index.Classes)));
        var sets = index.Sets.Keys.ToDictionary(set => set, set => new SampleTable(spec, decoded.Open(index, set, isResident)));
        return new DatasetContent(sets["train"], sets.GetValueOrDefault("test"), index.Digest)
        {
            ExtraTests = ExtraTests.Keys.ToDictionary(name => name, name => sets[name]),
            Warnings = index.Warnings,
        };
    }

    private (string Set, IImageSource Source)[] Sources() =>
    [
        ("train", IImageSource.At(Path)),
        .. Test is null ? [] : new[] { ("test", IImageSource.At(Test)) },
        .. ExtraTests.Select(set => (set.Key, IImageSource.At(set.Value))),
    ];

    private string KeyOf((string Set, IImageSource Source)[] sources)
    {
        string[] parts =
        [
            Version,
            Channels.ToString(CultureInfo.InvariantCulture),
            string.Join('x', Size ?? []),
            Labels is null ? "" : FileDigest.Of(Labels),
            .. sources.SelectMany(source => new[] { source.Set, source.Source.Fingerprint() }),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
    }

    private DecodedIndex Import(DecodedFolder aside, (string Set, IImageSource Source)[] sources)
    {
        var (problems, notes) = (new DataProblems(Path), new ImageNotes(Path));
        using var import = new ImageImport(aside, Channels, Size is [var height, var width] ? (height, width) : null, problems, notes);
        foreach (var (set, source) in sources)
        {
            if (import.Sets.Contains(set))
            {
                problems.Add($"it holds a folder '{set}' already, and {source.Path} is given for the same set: leave one out");
            }

            IImageLabels labels = Labels is not null && set == "train" ? new FileLabels(Labels, set, problems) : new FolderLabels(set, problems);
            source.Read(image =>
            {
                if (labels.Find(image) is { } labelled)
                {
                    import.Add(labelled);
                }
            }, notes.LeaveOut);
            labels.Finish(source);
            import.EndSource();
            if (set != "train" && !import.Sets.Contains(set))
            {
                problems.Add($"{source.Path}: it holds no {EncodedImage.Kinds} image");
            }
        }

        var index = import.Finish();
        problems.ThrowIfAny();
        return index!;
    }
}
