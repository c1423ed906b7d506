using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Tests.Components;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

/// <summary>What every data set must keep.</summary>
public abstract class DatasetConformance : ComponentConformance<IDataset>
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The data sets whose files are at hand in <see cref="Folder"/>: all, unless overridden.</summary>
    protected virtual IReadOnlyList<IDataset> Loadable => Components;

    /// <summary>The folder of all data, which lives as long as a test; put sources there before they are loaded.</summary>
    protected string Folder => folder.Path;

    [Fact]
    public void ABatchIsWhatTheSpecificationSays() => ForEachSet((content, samples) =>
    {
        var batch = samples.Fetch(All(samples));
        batch.Input.shape.Should().Equal([samples.Count, .. content.Spec.InputShape]);
        batch.Input.dtype.Should().Be(ScalarType.Float32);
        batch.Input.isfinite().all().item<bool>().Should().BeTrue();
        batch.Target.shape[0].Should().Be(samples.Count);
    });

    [Fact]
    public void TargetsAreTheLabelsOrNumbers() => ForEachSet((content, samples) =>
    {
        var targets = samples.Fetch(All(samples)).Target;
        if (content.Spec.Classes is { } classes)
        {
            targets.data<long>().ToArray().Should().Equal(samples.Labels.ToArray()).And.OnlyContain(label => label >= 0 && label < classes);
        }
        else
        {
            samples.Labels.IsEmpty.Should().BeTrue();
            targets.shape.Should().Equal(samples.Count, content.Spec.Outputs);
            targets.isfinite().all().item<bool>().Should().BeTrue();
        }
    });

    [Fact]
    public void EveryClassHasANameOrNoneAndSamplesToTrainOn() => ForEachLoaded((_, content) =>
    {
        if (content.Spec.Classes is { } classes)
        {
            content.Spec.ClassNames.Should().OnlyHaveUniqueItems();
            content.Spec.ClassNames.Count.Should().BeOneOf(0, classes);
            content.Train.Labels.ToArray().Distinct().Should().HaveCount(classes);
        }
    });

    [Fact]
    public void SamplesComeByIndexInAnyOrderAndAsOftenAsAsked() => ForEachSet((_, samples) =>
    {
        long[] indices = [samples.Count - 1, 0, 0];
        var (all, some) = (samples.Fetch(All(samples)), samples.Fetch(tensor(indices)));
        some.Input.Equals(all.Input.index_select(0, tensor(indices))).Should().BeTrue();
        some.Target.Equals(all.Target.index_select(0, tensor(indices))).Should().BeTrue();
    });

    [Fact]
    public void ABatchBelongsToWhoFetchedIt() => ForEachSet((_, samples) =>
    {
        var before = samples.Fetch(All(samples)).Input;
        samples.Fetch(All(samples)).Input.fill_(-7);
        samples.Fetch(All(samples)).Input.Equals(before).Should().BeTrue();
    });

    [Fact]
    public void LoadedAgainItIsTheSameAndHasTheSameDigest() => ForEachLoaded((component, content) =>
    {
        using var again = component.Load(Folder);
        again.Digest.Should().Be(content.Digest).And.NotBeEmpty();
        again.Train.Fetch(All(again.Train)).Input.Equals(content.Train.Fetch(All(content.Train)).Input).Should().BeTrue();
    });

    [Fact]
    public void WhatItSaysOfItsTestSplitHolds() => ForEachLoaded((component, content) =>
    {
        if (component.HasTestSplit == true)
        {
            content.Test.Should().NotBeNull();
        }
    });

    [Fact]
    public void KeepsNothingOnceDisposed()
    {
        foreach (var component in Loadable)
        {
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            using (NewDisposeScope())
            {
                using var content = component.Load(Folder);
                content.Train.Fit([0, 1]);
                content.Train.Fetch(Rows.Of(0));
            }

            DisposeScopeManager.Statistics.ThreadTotalLiveCount.Should().Be(before, component.ToString());
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Tensor All(SampleTable samples) => arange(samples.Count);

    private void ForEachLoaded(Action<IDataset, DatasetContent> test)
    {
        Loadable.Should().NotBeEmpty();
        foreach (var component in Loadable)
        {
            using var scope = new FluentAssertions.Execution.AssertionScope(component.ToString());
            using var content = component.Load(Folder);
            test(component, content);
        }
    }

    private void ForEachSet(Action<DatasetContent, SampleTable> test) => ForEachLoaded((_, content) =>
    {
        foreach (var samples in content.Sets)
        {
            test(content, samples);
        }
    });
}
