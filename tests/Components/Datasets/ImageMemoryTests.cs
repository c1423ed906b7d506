using System.IO.Compression;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Datasets.Images;
using SkiaSharp;

namespace ExperimentRunner.Tests.Components.Datasets;

/// <summary>Small archives of large images do not fill the memory.</summary>
public sealed class ImageMemoryTests : TensorTest
{
    private readonly TemporaryFolder folder = new();

    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Images_of_the_wrong_size_are_told_without_being_decoded()
    {
        var path = Path.Combine(folder.Path, "large.zip");
        var large = SampleFiles.Encoded(3000, 3000, SKColors.Red, SKEncodedImageFormat.Png);
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            Add(zip, "a/0.png", SampleFiles.Encoded(2, 2, SKColors.Red, SKEncodedImageFormat.Png));
            foreach (var index in Enumerable.Range(1, 40))
            {
                Add(zip, $"b/{index}.png", large);
            }
        }

        var before = GC.GetTotalAllocatedBytes();
        FluentActions.Invoking(() => new ImageFolder { Path = path }.Load(folder.Path)).Should().Throw<InvalidDataException>().WithMessage($"{path}: 40 problems*it is 3000×3000*");
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(200 << 20, "decoded they would take more than a gigabyte");
    }

    [Fact]
    public void Threads_take_turns_where_memory_is_short_and_one_that_wants_more_goes_alone()
    {
        var (gate, inUse, most) = (new MemoryGate(100), 0L, 0L);
        Parallel.ForEach(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, index =>
        {
            var bytes = index % 20 == 0 ? 1000 : 30;
            gate.With(bytes, () =>
            {
                var now = Interlocked.Add(ref inUse, bytes);
                InterlockedMax(ref most, now);
                (now <= 100 || now == 1000).Should().BeTrue("{0} bytes are in use", now);
                Thread.Yield();
                Interlocked.Add(ref inUse, -bytes);
                return true;
            });
        });
        most.Should().Be(1000);
        inUse.Should().Be(0);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
