using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every metric on classes must keep.</summary>
public abstract class MetricConformance : ComponentConformance<IMetric>
{
    private const int Classes = 3;

    /// <summary>Outputs and targets that the metric is made for; twelve logits and class indices unless overridden.</summary>
    protected virtual (Tensor Outputs, Tensor Targets) Sample() =>
        (arange(36).mul(7).remainder(11).reshape(12, Classes).to(ScalarType.Float32), arange(12).remainder(Classes));

    [Fact]
    public void GivesAValueOrATable() => ForEach(component =>
    {
        var (value, table) = Measure(component, 12);
        (value is null && table is null).Should().BeFalse();
        (component.Better is not null).Should().Be(value is not null, "what ranks has a value");
    });

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void DoesNotDependOnTheBatches(int size) => ForEach(component =>
        Measure(component, size).Should().BeEquivalentTo(Measure(component, 12)));

    [Fact]
    public void DoesNotDependOnTheOrder() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        Measure(component, (outputs.flip(0), targets.flip(0)), 5).Should().BeEquivalentTo(Measure(component, 12));
    });

    [Fact]
    public void DoesNotChangeWhatItIsGiven() => ForEach(component =>
    {
        var (outputs, targets) = Sample();
        var (outputsBefore, targetsBefore) = (outputs.clone(), targets.clone());
        _ = Measure(component, (outputs, targets), 12);
        (outputs.Equals(outputsBefore) && targets.Equals(targetsBefore)).Should().BeTrue();
    });

    [Fact]
    public void OutlivesTheScopeOfABatchAndFreesAll() => ForEach(component =>
    {
        var sample = Sample();
        _ = Measure(component, sample, 5);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        _ = Measure(component, sample, 5);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    });

    private static (double? Value, MetricTable? Table) Measure(IMetric component, (Tensor Outputs, Tensor Targets) sample, int size)
    {
        using var accumulator = component.Build(new DataSpec { InputShape = [1], Classes = Classes });
        for (var start = 0L; start < sample.Targets.shape[0]; start += size)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(size, sample.Targets.shape[0] - start);
            accumulator.Add(sample.Outputs.narrow(0, start, count), sample.Targets.narrow(0, start, count));
        }

        return (accumulator.Value(), accumulator.Table());
    }

    private (double? Value, MetricTable? Table) Measure(IMetric component, int size) => Measure(component, Sample(), size);
}
