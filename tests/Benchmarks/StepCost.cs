using ExperimentRunner.Components.Native;
using TorchSharp;

namespace ExperimentRunner.Benchmarks;

/// <summary>What a step of each loop costs in calls and bytes: exact figures, by the difference of a longer and a shorter run.</summary>
/// <param name="HandCalls">Native calls a step of the hand-written loop.</param>
/// <param name="TrainerCalls">Native calls a step of the trainer.</param>
/// <param name="HandBytes">Managed bytes a step of the hand-written loop.</param>
/// <param name="TrainerBytes">Managed bytes a step of the trainer, events included.</param>
/// <param name="HeapGrowth">Bytes by which the live heap grew from step 1,000 to step 10,000 of the trainer.</param>
/// <param name="TensorGrowth">Tensors by which the number alive grew over the same steps.</param>
internal sealed record StepCost(
    double HandCalls, double TrainerCalls, double HandBytes, double TrainerBytes, long HeapGrowth, long TensorGrowth)
{
    private const int Short = 300;
    private const int Long = 1300;

    public static StepCost Measure()
    {
        LibTorch.Load();
        var counter = NativeCallCounter.Install();
        var hand = PerStep(counter, steps => HandLoop.Run(StepWork.Of(steps), steps));
        var trainer = PerStep(counter, steps => TrainerLoop.Run(StepWork.Of(steps)));
        var (heap, tensors) = Growth();
        return new StepCost(hand.Calls, trainer.Calls, hand.Bytes, trainer.Bytes, heap, tensors);
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

    private static (long Heap, long Tensors) Growth()
    {
        (long Heap, long Tensors) early = default, late = default;
        TrainerLoop.Run(StepWork.Of(10_000), scalars =>
        {
            if (scalars.Step is 1_000 or 10_000)
            {
                var now = (GC.GetTotalMemory(forceFullCollection: true), Tensor.TotalCount);
                (early, late) = scalars.Step == 1_000 ? (now, late) : (early, now);
            }
        });
        return (late.Heap - early.Heap, late.Tensors - early.Tensors);
    }
}
