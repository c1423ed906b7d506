using ExperimentRunner.Components.Datasets;
using SkiaSharp;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Writes small files as users have them.</summary>
internal static class SampleFiles
{
    /// <summary>Twelve rows of three kinds, and three test rows.</summary>
    internal static Csv Csv(string folder)
    {
        string[] rows = [.. Enumerable.Range(0, 12).Select(row => $"{row}.5,{new[] { "red", "green" }[row % 2]},{(row * 7 % 5) - 2},{new[] { "ash", "oak", "elm" }[row % 3]}")];
        return new Csv
        {
            Path = Write(folder, "trees.csv", ["size,colour,age,kind", .. rows]),
            Test = Write(folder, "trees-test.csv", ["size,colour,age,kind", .. rows[..3]]),
            Label = "kind",
            Categorical = ["colour"],
        };
    }

    /// <summary>Six images 4×6 of two classes to train on, two to test on.</summary>
    internal static ImageFolder Images(string folder)
    {
        var path = Path.Combine(folder, "images");
        foreach (var index in Enumerable.Range(0, 3))
        {
            Png(Path.Combine(path, "train", "day", $"{index}.png"), 4, 6, new SKColor(200, (byte)(10 * index), 30));
            Jpeg(Path.Combine(path, "train", "night", $"{index}.jpg"), 4, 6, new SKColor((byte)(10 * index), 20, 30));
        }

        Png(Path.Combine(path, "test", "day", "9.png"), 4, 6, new SKColor(190, 0, 0));
        Png(Path.Combine(path, "test", "night", "9.png"), 4, 6, new SKColor(5, 0, 0));
        return new ImageFolder { Path = path };
    }

    internal static string Write(string folder, string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
        return path;
    }

    internal static void Png(string path, int height, int width, SKColor colour) => Encode(path, height, width, colour, SKEncodedImageFormat.Png);

    internal static void Jpeg(string path, int height, int width, SKColor colour) => Encode(path, height, width, colour, SKEncodedImageFormat.Jpeg);

    internal static byte[] Encoded(int height, int width, SKColor colour, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(colour);
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    private static void Encode(string path, int height, int width, SKColor colour, SKEncodedImageFormat format)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Encoded(height, width, colour, format));
    }
}
