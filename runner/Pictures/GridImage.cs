using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SkiaSharp;

namespace ExperimentRunner.Pictures;

/// <summary>
/// An image in MLflow's grid of images: it stands in <c>images/</c> under a name that holds key, step and time, beside a small copy.
/// The name follows from what the image is, so that one that is logged again is the same file.
/// </summary>
/// <param name="Key">What it shows.</param>
/// <param name="Step">Optimizer steps done.</param>
/// <param name="Time">When.</param>
internal sealed record GridImage(string Key, long Step, DateTimeOffset Time)
{
    /// <summary>The tag by which MLflow's page knows that a run has such images.</summary>
    internal const string Tag = "mlflow.loggedImages";

    private const string Folder = "images";

    private const int SmallSide = 200; // more is cut off by the cards of MLflow's page
    private const int SmallQuality = 75;
    private const int IdBytes = 16;

    // A slash would make a folder, '#' is refused by servers, and '%' is taken for an escape.
    private string Name => string.Create(
        CultureInfo.InvariantCulture, $"{Folder}/{Key.Replace('/', '_')}+step+{Step}+timestamp+{Time.ToUnixTimeMilliseconds()}+{Id}");

    /// <summary>A letter that no hexadecimal number has, so that no part of it is taken for an escape.</summary>
    private string Id => "g" + new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Key} {Step}"))).AsSpan(0, IdBytes)).ToString()[1..];

    /// <summary>Whether a file of a run is such an image.</summary>
    internal static bool IsAt(string path) => path.StartsWith(Folder + "/", StringComparison.Ordinal);

    /// <summary>The files of the image.</summary>
    /// <param name="png">The image.</param>
    internal IEnumerable<(string Path, byte[] Content)> Files(byte[] png) => [(Name + ".png", png), (Name + "+compressed.webp", Small(png))];

    private static byte[] Small(byte[] png)
    {
        using var image = SKBitmap.Decode(png);
        var scale = Math.Min(1, (float)SmallSide / Math.Max(image.Width, image.Height));
        using var small = image.Resize(new SKSizeI(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale))), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var webp = small.Encode(SKEncodedImageFormat.Webp, SmallQuality);
        return webp.ToArray();
    }
}
