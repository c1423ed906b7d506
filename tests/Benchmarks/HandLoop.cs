using System.Diagnostics;
using ExperimentRunner.Components;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Optimizers;
using ExperimentRunner.Components.Randomness;
using static TorchSharp.torch;

namespace ExperimentRunner.Benchmarks;

/// <summary>
/// The loop that someone would write by hand in TorchSharp for the same work: same network, optimizer, shuffled resident batches,
/// one dispose scope a step. It logs nothing, evaluates nothing and saves nothing.
/// </summary>
internal static class HandLoop
{
    public static TimeSpan Run(Experiment experiment, int steps)
    {
        random.manual_seed(experiment.Train.Seed);
        using var content = experiment.Dataset!.Load(string.Empty);
        using var model = experiment.Model!.One!.Build(content.Spec);
        using var loss = experiment.Loss!.One!.Build(content.Spec);
        using var optimizer = experiment.Optimizer!.One!.Build(new ParameterGroups(model.Module));
        var order = new long[content.Train.Count];
        Tensor? shuffled = null;
        var batch = experiment.Train.BatchSize;
        var perEpoch = order.Length / batch;
        model.Module.train();

        var watch = Stopwatch.StartNew();
        for (var step = 0; step < steps; step++)
        {
            var (epoch, position) = Math.DivRem(step, perEpoch);
            if (position == 0)
            {
                shuffled?.Dispose();
                shuffled = Shuffled(order, epoch);
            }

            using var scope = NewDisposeScope();
            using var indices = shuffled!.narrow(0, position * batch, batch);
            var samples = content.Train.Fetch(new Rows(indices, order.AsSpan(position * batch, batch)));
            optimizer.zero_grad();
            var value = loss.Call(model.Call(samples), samples);
            value.backward();
            optimizer.step();
        }

        watch.Stop();
        shuffled?.Dispose();
        return watch.Elapsed;
    }

    private static Tensor Shuffled(long[] order, int epoch)
    {
        for (var index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        Permutation.Shuffle(order, PhiloxKey.Of(1, "shuffle"), epoch);
        return tensor(order);
    }
}
