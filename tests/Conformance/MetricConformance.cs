using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every metric must keep, on classes, on numbers or on both, whatever it accepts.</summary>
public abstract class MetricConformance : ComponentConformance<IMetric>
{
    private const int Outputs = 6;
    private static readonly DataSpec OnClasses = Fields.Of([1], classes: Outputs);
    private static readonly DataSpec OnValues = Fields.Of([1], targets: Outputs);

    /// <summary>Twelve outputs and targets that the metric is made for.</summary>
    /// <param name="component">The metric.</param>
    /// <returns>What the data are, logits or values, and class indices or zeros and ones, unless overridden.</returns>
    protected virtual (DataSpec Data, Tensor Outputs, Tensor Targets) Sample(IMetric component)
    {
        var outputs = arange(12 * Outputs).mul(7).remainder(11).reshape(12, Outputs).to(ScalarType.Float32);
        return Accepts(component, OnClasses)
            ? (OnClasses, outputs, arange(12).remainder(Outputs))
            : (OnValues, outputs, arange(12 * Outputs).mul(5).remainder(2).reshape(12, Outputs).to(ScalarType.Float32));
    }

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
        var (data, outputs, targets) = Sample(component);
        Measure(component, (data, outputs.flip(0), targets.flip(0)), 5).Should().BeEquivalentTo(Measure(component, 12));
    });

    [Fact]
    public void DoesNotChangeWhatItIsGiven() => ForEach(component =>
    {
        var (data, outputs, targets) = Sample(component);
        var (outputsBefore, targetsBefore) = (outputs.clone(), targets.clone());
        _ = Measure(component, (data, outputs, targets), 12);
        (outputs.Equals(outputsBefore) && targets.Equals(targetsBefore)).Should().BeTrue();
    });

    [Fact]
    public void OutlivesTheScopeOfABatchAndFreesAll() => ForEach(component =>
    {
        var sample = Sample(component);
        _ = Measure(component, sample, 5);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        _ = Measure(component, sample, 5);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before);
    });

    private static (double? Value, MetricTable? Table) Measure(IMetric component, (DataSpec Data, Tensor Outputs, Tensor Targets) sample, int size)
    {
        using var accumulator = component.Build(sample.Data);
        for (var start = 0L; start < sample.Targets.shape[0]; start += size)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(size, sample.Targets.shape[0] - start);
            accumulator.Add(sample.Outputs.narrow(0, start, count), sample.Targets.narrow(0, start, count));
        }

        return (accumulator.Value(), accumulator.Table());
    }

    private (double? Value, MetricTable? Table) Measure(IMetric component, int size) => Measure(component, Sample(component), size);

    private static bool Accepts(IMetric component, DataSpec data)
    {
        try
        {
            component.Build(data).Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
