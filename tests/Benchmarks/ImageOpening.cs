using System.Diagnostics;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Benchmarks;

/// <summary>How long 60,000 JPEG images take to open: from their archive, from a folder, and once they are decoded.</summary>
/// <param name="ArchiveSeconds">First opening of the archive: every image is decoded.</param>
/// <param name="ArchiveAgainSeconds">The next one.</param>
/// <param name="FolderSeconds">First opening of a folder with the same files.</param>
/// <param name="FolderAgainSeconds">The next one.</param>
/// <param name="Images">How many images there were.</param>
internal sealed record ImageOpening(double ArchiveSeconds, double ArchiveAgainSeconds, double FolderSeconds, double FolderAgainSeconds, long Images)
{
    private const string Archive = "cifar-10-images/CIFAR-10-images.tar.gz";

    /// <summary>Measures with the archive of the mirror folder that the environment names; null without one.</summary>
    public static ImageOpening? Measure()
    {
        if (Environment.GetEnvironmentVariable("EXPERIMENT_DATA_MIRROR") is not { Length: > 0 } mirror || !File.Exists(Path.Combine(mirror, Archive)))
        {
            return null;
        }

        LibTorch.Load();
        var place = Directory.CreateTempSubdirectory("experiment-images-").FullName;
        try
        {
            var archive = new ImageFolder { Path = Path.Combine(mirror, Archive) };
            var folder = new ImageFolder { Path = Unpack(archive.Path, Path.Combine(place, "files")) };
            using var content = archive.Load(Path.Combine(place, "count"));
            return new ImageOpening(
                Seconds(archive, place), Seconds(archive, place), Seconds(folder, place), Seconds(folder, place), content.Sets.Sum(set => set.Count));
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private static double Seconds(ImageFolder images, string data)
    {
        var watch = Stopwatch.StartNew();
        using var content = images.Load(data);
        return Math.Round(watch.Elapsed.TotalSeconds, 2);
    }

    private static string Unpack(string archive, string folder)
    {
        TarArchive.Read(archive, long.MaxValue, (name, _, content) =>
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var written = File.Create(file);
            content.CopyTo(written);
        });
        return folder;
    }
}
