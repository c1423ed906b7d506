using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Images;
using ExperimentRunner.Registry.Files;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Datasets.Inputs;

/// <summary>Images: one file, or all in a folder or archive, whatever folders they lie in.</summary>
/// <param name="channels">1 or 3: colour and gray become what the data set has.</param>
/// <param name="height">Rows of an input.</param>
/// <param name="width">Columns of an input.</param>
/// <param name="scales">Whether images of another size are scaled, as the data set scales its own; else they are errors.</param>
internal sealed class ImageInputs(int channels, int height, int width, bool scales)
{
    private const int MostWaiting = 512;
    private const long MostWaitingBytes = 128 << 20;

    private readonly ImageDecoder decoder = new(channels, scales ? (height, width) : null);

    /// <summary>Reads every image of a path.</summary>
    /// <param name="path">An image, or a folder or archive of images.</param>
    /// <exception cref="InvalidDataException">There is none, or one is none such; the message names each.</exception>
    public NewValues Read(string path)
    {
        // Twice: first the names, then the images, of which only some wait in memory at a time.
        var read = Reader(path);
        var names = new List<string>();
        read(image => names.Add(image.Name));
        if (names.Count == 0)
        {
            throw new InvalidDataException($"{path}: it holds no {EncodedImage.Kinds} image");
        }

        var pixels = empty([names.Count, channels, height, width], ScalarType.Byte);
        var problems = new DataProblems(path);
        var (waiting, done) = (new List<EncodedImage>(), 0);
        read(image =>
        {
            waiting.Add(image);
            if (waiting.Count == MostWaiting || waiting.Sum(one => one.WaitingBytes) >= MostWaitingBytes)
            {
                Flush();
            }
        });
        Flush();
        problems.ThrowIfAny();
        return new NewValues(new ResidentColumn(pixels, ByteScale.OfBytes), names);

        void Flush()
        {
            var found = new string?[waiting.Count];
            Parallel.For(0, waiting.Count, index =>
            {
                using var place = pixels.select(0, done + index);
                found[index] = Decode(waiting[index], place);
            });
            foreach (var (image, problem) in waiting.Zip(found).Where(pair => pair.Second is not null))
            {
                problems.Add(IsOneImage(path) ? problem! : $"{image.Name}: {problem}");
            }

            done += waiting.Count;
            waiting.Clear();
        }
    }

    private static bool IsOneImage(string path) => File.Exists(path) && EncodedImage.IsImage(Path.GetFileName(path));

    /// <summary>Goes through the images of a path.</summary>
    private static Action<Action<EncodedImage>> Reader(string path)
    {
        if (IsOneImage(path))
        {
            var image = new EncodedImage(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path), () => RegularFile.ReadBytes(path, ImageDecoder.MaximumFileBytes));
            return take => take(image);
        }

        if (File.Exists(path) && !IImageSource.IsArchive(path))
        {
            throw new InvalidDataException(
                $"{path}: expected an image ({EncodedImage.Kinds}), a folder or archive (.zip, .tar.gz) of images, or a CSV file (.csv)");
        }

        var source = IImageSource.At(path);
        return take => source.Read(take, leaveOut: _ => { });
    }

    private string? Decode(EncodedImage image, Tensor place)
    {
        if (decoder.TryDecode(image, scales ? null : (height, width), out var decoded) is { } problem)
        {
            return problem;
        }

        if (!scales && (decoded.Height != height || decoded.Width != width))
        {
            return $"it is {decoded.Height}×{decoded.Width}, and this model takes {height}×{width}: its data set scales no image, so scale yours to that size first";
        }

        decoded.Pixels.CopyTo(place.bytes);
        return null;
    }
}
