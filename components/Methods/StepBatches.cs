using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Methods;

/// <summary>The samples of one optimizer step, in the parts in which they go through the networks.</summary>
/// <param name="feed">Where they come from.</param>
/// <param name="epoch">The pass over the data, from 0.</param>
/// <param name="start">The first position in the epoch.</param>
/// <param name="size">How many samples.</param>
/// <param name="parts">In how many parts (<c>train.accumulate</c>).</param>
public sealed class StepBatches(Feed feed, long epoch, int start, int size, int parts)
{
    /// <summary>Does something with each part, in a dispose scope of its own where there are several: what one part makes is freed before the next.</summary>
    public void ForEach(Action<StepBatch> action)
    {
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((int)((long)size * part / parts), (int)((long)size * (part + 1) / parts));
            if (to > from)
            {
                using var scope = parts > 1 ? NewDisposeScope() : null;
                action(new StepBatch(feed, epoch, start + from, to - from, (double)(to - from) / size));
            }
        }
    }
}

/// <summary>A part of a step's samples.</summary>
/// <param name="feed">Where they come from.</param>
/// <param name="epoch">The pass over the data, from 0.</param>
/// <param name="start">The first position in the epoch.</param>
/// <param name="size">How many samples.</param>
/// <param name="weight">The part of the step that it is: what its loss counts.</param>
public sealed class StepBatch(Feed feed, long epoch, int start, int size, double weight)
{
    /// <summary>The part of the step that it is: what its loss counts.</summary>
    public double Weight => weight;

    /// <summary>The samples.</summary>
    public Batch Batch => field ??= View(0);

    /// <summary>The same samples, augmented by other draws.</summary>
    /// <param name="view">Which view, from 0: each has draws of its own.</param>
    public Batch View(int view) => feed.Fetch(epoch, start, size, view);
}
