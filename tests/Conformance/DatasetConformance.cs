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
    public void ABatchIsWhatTheSpecificationSays() => ForEachSet((_, samples) =>
    {
        var batch = samples.Fetch(All(samples));
        foreach (var field in FieldsOf(samples))
        {
            var (values, lengths) = (batch[field.Name], batch.Values(field.Name).Lengths);
            values.dtype.Should().Be(field.Meaning.Type, field.Name);
            values.shape.Should().Equal([samples.Count, .. field.IsRagged ? [Math.Max(1, lengths!.max().item<long>()), .. field.Shape.Skip(1)] : field.Shape], field.Name);
            (lengths is null).Should().Be(!field.IsRagged, "{0} is padded exactly where its rows differ in length", field.Name);
            (values.is_floating_point() ? values.isfinite().all().item<bool>() : true).Should().BeTrue(field.Name);
        }
    });

    [Fact]
    public void ClassesAreThoseThatThereAre() => ForEachSet((_, samples) =>
    {
        var batch = samples.Fetch(All(samples));
        foreach (var field in FieldsOf(samples).Where(field => field.Meaning.ClassCount is not null))
        {
            var known = batch[field.Name].data<long>().ToArray().Where(value => value != Meaning.Ignored);
            known.Should().OnlyContain(value => value >= 0 && value < field.Meaning.ClassCount, field.Name);
            if (field is { Role: FieldRole.Asked, Shape.Count: 0 })
            {
                batch[field.Name].data<long>().ToArray().Should().Equal(samples.Labels.ToArray());
            }
        }
    });

    [Fact]
    public void EveryClassHasANameOrNoneAndSamplesToTrainOn() => ForEachLoaded((_, content) =>
    {
        foreach (var field in content.Spec.Asked.Where(field => field.Meaning.ClassCount is not null))
        {
            field.Meaning.ClassNames.Should().OnlyHaveUniqueItems();
            field.Meaning.ClassNames.Count.Should().BeOneOf(0, field.Meaning.ClassCount!.Value);
        }

        if (content.Train.Labels.ToArray() is { Length: > 0 } labels)
        {
            labels.Distinct().Should().HaveCount(content.Spec.Asked.Single(field => field is { Meaning.HasClasses: true, Shape.Count: 0 }).Meaning.ClassCount!.Value);
        }
    });

    [Fact]
    public void SamplesComeByIndexInAnyOrderAndAsOftenAsAsked() => ForEachSet((_, samples) =>
    {
        long[] indices = [samples.Count - 1, 0, 0];
        var (all, some) = (samples.Fetch(All(samples)), samples.Fetch(tensor(indices)));
        foreach (var field in FieldsOf(samples))
        {
            var expected = all[field.Name].index_select(0, tensor(indices));
            some[field.Name].Equals(field.IsRagged ? expected.narrow(1, 0, some[field.Name].shape[1]) : expected).Should().BeTrue(field.Name);
        }
    });

    [Fact]
    public void ABatchBelongsToWhoFetchedIt() => ForEachSet((_, samples) =>
    {
        foreach (var field in FieldsOf(samples))
        {
            var before = samples.Fetch(All(samples))[field.Name];
            samples.Fetch(All(samples))[field.Name].fill_(-7);
            samples.Fetch(All(samples))[field.Name].Equals(before).Should().BeTrue(field.Name);
        }
    });

    [Fact]
    public void LoadedAgainItIsTheSameAndHasTheSameDigest() => ForEachLoaded((component, content) =>
    {
        using var again = component.Load(Folder);
        again.Digest.Should().Be(content.Digest).And.NotBeEmpty();
        var (first, second) = (content.Train.Fetch(All(content.Train)), again.Train.Fetch(All(again.Train)));
        FieldsOf(content.Train).Should().OnlyContain(field => first[field.Name].Equals(second[field.Name]));
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

    private static IEnumerable<FieldSpec> FieldsOf(SampleTable samples) => samples.Spec.Given.Concat(samples.Spec.Asked);

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
