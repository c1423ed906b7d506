using ExperimentRunner.Components.Datasets.Images;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>PNG and JPEG images: one file, or all in a folder or archive, whatever folders they lie in.</summary>
/// <param name="channels">1 or 3: colour and gray become what the data set has.</param>
/// <param name="height">Rows of an input.</param>
/// <param name="width">Columns of an input.</param>
/// <param name="scales">Whether images of another size are scaled, as the data set scales its own; else they are errors.</param>
internal sealed class ImageInputs(int channels, int height, int width, bool scales) : IInputReader
{
    private readonly ImageDecoder decoder = new(channels);

    /// <inheritdoc/>
    public NewInputs Read(string path)
    {
        var images = Find(path);
        var pixels = empty([images.Count, channels, height, width], ScalarType.Byte);
        var found = new string?[images.Count];
        Parallel.For(0, images.Count, index =>
        {
            using var place = pixels.select(0, index);
            found[index] = Decode(images[index], place);
        });
        var problems = new DataProblems(path);
        foreach (var (image, problem) in images.Zip(found).Where(pair => pair.Second is not null))
        {
            problems.Add(IsOneImage(path) ? problem! : $"{image.Name}: {problem}");
        }

        problems.ThrowIfAny();
        return NewInputs.OfImages(pixels, images.ConvertAll(image => image.Name));
    }

    private static bool IsOneImage(string path) => File.Exists(path) && EncodedImage.IsImage(path);

    private static List<EncodedImage> Find(string path)
    {
        if (IsOneImage(path))
        {
            return [new EncodedImage(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path), () => File.ReadAllBytes(path))];
        }

        if (File.Exists(path) && !IImageSource.IsArchive(path))
        {
            throw new InvalidDataException(
                $"{path}: expected an image (.png, .jpg or .jpeg), a folder or archive (.zip, .tar.gz) of images, or a CSV file (.csv)");
        }

        var images = new List<EncodedImage>();
        IImageSource.At(path).Read(images.Add);
        return images.Count > 0 ? images : throw new InvalidDataException($"{path}: it holds no PNG or JPEG image");
    }

    private string? Decode(EncodedImage image, Tensor place)
    {
        if (decoder.TryDecode(image, out var decoded) is { } problem)
        {
            return problem;
        }

        if (!scales && (decoded.Height != height || decoded.Width != width))
        {
            return $"it is {decoded.Height}×{decoded.Width}, and this model takes {height}×{width}: its data set scales no image, so scale yours to that size first";
        }

        ImageScaler.Scale(decoded, height, width).Pixels.CopyTo(place.bytes);
        return null;
    }
}
