using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every sampler must keep, on two classes of which one is four times as large.</summary>
public abstract class SamplerConformance : ComponentConformance<ISampler>
{
    private const int Count = 200;

    [Fact]
    public void DrawsOnlySamplesOfTheTrainingSet() => ForEach(component =>
        Draw(component, seed: 1, epoch: 0).Should().OnlyContain(index => index % 2 == 0 && index >= 0 && index < Count));

    [Fact]
    public void AnEpochIsAPureFunctionOfSeedAndEpoch() => ForEach(component =>
    {
        using var samples = Samples();
        var order = Build(component, samples);
        var first = Fill(order, seed: 1, epoch: 5);
        Fill(order, seed: 1, epoch: 6).Should().NotEqual(first);
        Fill(order, seed: 1, epoch: 5).Should().Equal(first);
        Draw(component, seed: 1, epoch: 5).Should().Equal(first);
        Draw(component, seed: 2, epoch: 5).Should().NotEqual(first);
    });

    private static long[] Draw(ISampler component, long seed, long epoch)
    {
        using var samples = Samples();
        return Fill(Build(component, samples), seed, epoch);
    }

    private static long[] Fill(EpochOrder order, long seed, long epoch)
    {
        var drawn = new long[Count / 2];
        Array.Fill(drawn, -1);
        order(drawn, seed, epoch);
        return drawn;
    }

    private static EpochOrder Build(ISampler component, SampleTable samples) => component.Build(
        new SampleSubset(samples, [.. Enumerable.Range(0, Count / 2).Select(index => 2L * index)]),
        Fields.Of([1], classes: 2));

    private static SampleTable Samples()
    {
        long[] labels = [.. Enumerable.Range(0, Count).Select(index => index % 10 < 8 ? 0L : 1L)];
        return Fields.Table(Fields.Of([1], classes: 2), zeros(Count, 1), labels);
    }
}
