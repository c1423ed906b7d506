using System.Diagnostics;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Sampling;
using static TorchSharp.torch;

namespace ExperimentRunner.Benchmarks;

/// <summary>Shuffled batches of 128 × 784 from memory, against a plain copy of as many bytes by the same number of calls.</summary>
internal static class FeedSpeed
{
    private const int Samples = 60_000;
    private const int BatchSize = 128;
    private const int WarmUp = 20; // epochs until the compiler has made its last version of the loop

    /// <summary>The speed of feeding in parts of the speed of copying: 1 is as fast.</summary>
    public static Ratio Measure()
    {
        LibTorch.Load();
        set_num_threads(1);
        using var content = new RandomImages { Count = Samples }.Load(string.Empty);
        var subset = SampleSubset.All(content.Train);
        using var feed = new Feed(subset, DataSplit.Train, [], seed: 1, CPU, new Shuffled().Build(subset, content.Spec));
        using var all = content.Train.Fetch(Rows.Of(subset.Indices)).Input;
        var epoch = 0L;
        while (epoch < WarmUp)
        {
            Feeding(feed, epoch++);
        }

        return Ratio.Measure(() => Copy(all), () => Feeding(feed, epoch++));
    }

    /// <summary>One epoch, the drawing of its order included.</summary>
    private static TimeSpan Feeding(Feed feed, long epoch) => Timed(start => feed.Fetch(epoch, start, BatchSize));

    private static TimeSpan Copy(Tensor all) => Timed(start =>
    {
        using var part = all.narrow(0, start, BatchSize);
        part.clone();
    });

    private static TimeSpan Timed(Action<int> batch)
    {
        var watch = Stopwatch.StartNew();
        for (var start = 0; start + BatchSize <= Samples; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            batch(start);
        }

        return watch.Elapsed;
    }
}
