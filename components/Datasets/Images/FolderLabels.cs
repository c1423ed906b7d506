namespace ExperimentRunner.Components.Datasets.Images;

/// <summary>Labels by the folders that images lie in.</summary>
/// <param name="set">The set of images whose folders name none; folders may name sets where it is <c>train</c>.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class FolderLabels(string set, DataProblems problems) : IImageLabels
{
    private ImagePlace? first;

    /// <inheritdoc/>
    public LabelledImage? Find(EncodedImage image)
    {
        var place = ImagePlace.Of(image.Name);
        first ??= place;
        if (place is null || place.Wrapper != first!.Wrapper || place.Set is null != first.Set is null || (place.Set is not null && set != "train"))
        {
            problems.Add($"{image.FullName}: it lies in no class folder; expected class/image, or train/class/image and test/class/image, and no other folders beside (extra_tests names further sets)");
            return null;
        }

        return new LabelledImage(place.Set ?? set, place.Class, image);
    }

    /// <inheritdoc/>
    public void Finish(IImageSource source)
    {
        foreach (var folder in source.EmptyFolders())
        {
            problems.Add($"{source.Path}/{folder}: this class folder holds no {EncodedImage.Kinds} image; fill it or delete it");
        }
    }
}
