using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Native;
using ExperimentRunner.Components.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every augmentation must keep.</summary>
public abstract class AugmentationConformance : ComponentConformance<IAugmentation>
{
    private const int Count = 12;
    private static readonly PhiloxKey Key = PhiloxKey.Of(3, "augmentation.0");

    /// <summary>Twelve inputs that the augmentation is made for; images [12, 3, 32, 32] unless overridden.</summary>
    protected virtual Tensor Sample() => arange(Count * 3 * 1024).reshape(Count, 3, 32, 32).mul(37).remainder(101).to(ScalarType.Float32).div(101);

    [Fact]
    public void GivesFloatsForEverySample() => ForEach(component =>
    {
        var result = Apply(component, Sample(), All);
        result.dtype.Should().Be(ScalarType.Float32);
        result.shape.Should().Equal([Count, .. component.SpecAfter(Fields.Of([.. Sample().shape.Skip(1)])).InputShape]);
    });

    [Fact]
    public void GivesTheSameWithAnyNumberOfThreads() => ForEach(component =>
    {
        var sample = Sample();
        var few = sample.narrow(0, 0, 2);
        Threads.Use(1);
        var (expected, expectedOfFew) = (Apply(component, sample, All), Apply(component, few, All[..2]));
        try
        {
            Threads.Use(3);
            Apply(component, sample, All).Equals(expected).Should().BeTrue();
            Apply(component, few, All[..2]).Equals(expectedOfFew).Should().BeTrue();
        }
        finally
        {
            Threads.Use(1);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void GivesASampleTheSameInEveryBatch(int size) => ForEach(component =>
    {
        var (inputs, whole) = (Sample(), Apply(component, Sample(), All));
        foreach (var batch in All.Reverse().Chunk(size))
        {
            var result = Apply(component, inputs.index_select(0, tensor(batch)), batch);
            result.Equals(whole.index_select(0, tensor(batch))).Should().BeTrue("samples {0} are the same as in one batch", batch);
        }
    });

    [Fact]
    public void DrawsAnewInEveryEpochIfItDraws() => ForEach(component =>
    {
        var inputs = Sample();
        Apply(component, inputs, All, epoch: 0).Equals(Apply(component, inputs, All, epoch: 1)).Should().Be(!component.IsRandom);
    });

    [Fact]
    public void DoesNotChangeItsInputsNorGiveThemBack() => ForEach(component =>
    {
        var inputs = Sample();
        var before = inputs.clone();
        var result = Apply(component, inputs, All);
        result.add_(1);
        inputs.Equals(before).Should().BeTrue();
    });

    [Fact]
    public void KeepsNothingButItsResult() => ForEach(component =>
    {
        var inputs = Sample();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            Apply(component, inputs, All);
        }

        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    });

    private static long[] All => [.. Enumerable.Range(0, Count).Select(index => (long)index)];

    private static Tensor Apply(IAugmentation component, Tensor inputs, long[] samples, long epoch = 0) =>
        component.Apply(inputs, new SampleDraws(Key, epoch, samples));
}
