using ExperimentRunner.Benchmarks.Tracking;
using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Benchmarks;

/// <summary>What a step of each loop costs in calls and bytes: exact figures, by the difference of a longer and a shorter run.</summary>
/// <param name="HandCalls">Native calls a step of the hand-written loop.</param>
/// <param name="TrainerCalls">Native calls a step of the trainer.</param>
/// <param name="TrackedCalls">Native calls a step of the trainer while a slow server is told of it.</param>
/// <param name="HandBytes">Managed bytes a step of the hand-written loop.</param>
/// <param name="TrainerBytes">Managed bytes a step of the trainer, events included.</param>
/// <param name="HeapGrowth">Bytes by which the live heap grew over 10,000 steps of the trainer.</param>
/// <param name="TensorGrowth">Tensors by which the number alive grew over the same steps.</param>
internal sealed record StepCost(
    double HandCalls, double TrainerCalls, double TrackedCalls, double HandBytes, double TrainerBytes, long HeapGrowth, long TensorGrowth)
{
    private const int Short = 300;
    private const int Long = 1300;

    public static StepCost Measure()
    {
        LibTorch.Load();
        var counter = NativeCallCounter.Install();
        var hand = PerStep(counter, steps => HandLoop.Run(StepWork.Of(steps), steps));
        var trainer = PerStep(counter, steps => TrainerLoop.Run(StepWork.Of(steps)));
        using var server = new SlowServer();
        var tracked = PerStep(counter, steps => server.Train(StepWork.Of(steps)));
        var (heap, tensors) = Growth();
        return new StepCost(hand.Calls, trainer.Calls, tracked.Calls, hand.Bytes, trainer.Bytes, heap, tensors);
    }

    private static (double Calls, double Bytes) PerStep(NativeCallCounter counter, Action<int> run)
    {
        run(Short);
        var (shortCalls, shortBytes) = Count(counter, () => run(Short));
        var (longCalls, longBytes) = Count(counter, () => run(Long));
        return ((double)(longCalls - shortCalls) / (Long - Short), (double)(longBytes - shortBytes) / (Long - Short));
    }

    private static (long Calls, long Bytes) Count(NativeCallCounter counter, Action run)
    {
        var (calls, bytes) = (counter.Total, GC.GetAllocatedBytesForCurrentThread());
        run();
        return (counter.Total - calls, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>Medians of three, because the runtime itself grows a little when it first feels like it.</summary>
    private static (long Heap, long Tensors) Growth()
    {
        List<(long Heap, long Tensors)> seen = [];
        TrainerLoop.Run(StepWork.Of(10_000), scalars =>
        {
            if (scalars.Step % 1_000 == 0)
            {
                seen.Add((LiveHeap(), Tensor.TotalCount));
            }
        });
        return (Median(seen.TakeLast(3).Select(now => now.Heap)) - Median(seen.Take(3).Select(now => now.Heap)),
            Median(seen.TakeLast(3).Select(now => now.Tensors)) - Median(seen.Take(3).Select(now => now.Tensors)));
    }

    private static long LiveHeap()
    {
        GC.GetTotalMemory(forceFullCollection: true);
        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    private static long Median(IEnumerable<long> values) => values.Order().ElementAt(1);
}
