using CsCheck;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Native;

namespace ExperimentRunner.Tests.Components.Feeding;

public sealed class DataSplitsTests
{
    public DataSplitsTests() => LibTorch.Load();

    [Fact]
    public void Every_sample_is_in_exactly_one_part_and_the_parts_have_the_sizes_asked_for() =>
        Gen.Select(Gen.Double[0.01, 0.45], Gen.Double[0.01, 0.45], Gen.Long).Sample((validation, test, seed) =>
        {
            using var content = new Digits().Load(string.Empty);
            var splits = DataSplits.Of(content, new SplitSettings { Validation = validation, Test = test, Seed = seed });
            long[] all = [.. splits.Train.Indices, .. splits.Validation.Indices, .. splits.Test.Indices];
            all.Order().Should().Equal(Enumerable.Range(0, 1797).Select(index => (long)index));
            splits.Validation.Count.Should().BeCloseTo((int)(validation * 1797), 1);
            splits.Test.Count.Should().BeCloseTo((int)(test * 1797), 1);
        }, iter: 20);

    [Fact]
    public void Each_part_holds_the_classes_in_the_proportions_of_the_whole()
    {
        using var content = new Digits().Load(string.Empty);
        var labels = content.Train.Labels.ToArray();
        var splits = DataSplits.Of(content, new SplitSettings { Validation = 0.1, Test = 0.2 });
        foreach (var digit in Enumerable.Range(0, 10))
        {
            var all = labels.Count(label => label == digit);
            splits.Validation.Indices.Count(index => labels[index] == digit).Should().BeCloseTo(all / 10, 2);
            splits.Test.Indices.Count(index => labels[index] == digit).Should().BeCloseTo(all / 5, 2);
        }
    }

    [Fact]
    public void Another_split_seed_gives_another_split()
    {
        using var content = new Digits().Load(string.Empty);
        long[] Validation(long seed) => DataSplits.Of(content, new SplitSettings { Validation = 0.1, Seed = seed }).Validation.Indices;
        Validation(0).Should().Equal(Validation(0)).And.NotEqual(Validation(1));
    }

    [Fact]
    public void A_part_of_less_than_one_sample_is_an_error()
    {
        using var content = new Digits().Load(string.Empty);
        var split = () => DataSplits.Of(content, new SplitSettings { Validation = 0.0001 });
        split.Should().Throw<InvalidOperationException>().WithMessage("split.validation: 0.0001 of 1797 samples is less than one sample");
    }

    [Fact]
    public void Folds_hold_every_sample_that_is_not_tested_on_once_and_each_class_in_proportion() =>
        Gen.Select(Gen.Int[2, 9], Gen.Double[0, 0.4], Gen.Long).Sample((of, test, seed) =>
        {
            using var content = new Digits().Load(string.Empty);
            var labels = content.Train.Labels.ToArray();
            var folds = Enumerable.Range(0, of)
                .Select(index => DataSplits.Of(content, new SplitSettings { Test = test > 0.01 ? test : null, Fold = new FoldSettings { Of = of, Index = index }, Seed = seed }))
                .ToList();
            folds.Select(fold => fold.Test.Indices).Should().AllBeEquivalentTo(folds[0].Test.Indices);
            folds.SelectMany(fold => fold.Validation.Indices).Concat(folds[0].Test.Indices).Order()
                .Should().Equal(Enumerable.Range(0, 1797).Select(index => (long)index));
            foreach (var fold in folds)
            {
                fold.Train.Indices.Concat(fold.Validation.Indices).Concat(fold.Test.Indices).Should().OnlyHaveUniqueItems().And.HaveCount(1797);
                fold.Validation.Count.Should().BeCloseTo((1797 - fold.Test.Count) / of, 1);
                var sevens = fold.Validation.Indices.Count(index => labels[index] == 7);
                sevens.Should().BeCloseTo((int)(labels.Count(label => label == 7) * (double)fold.Validation.Count / 1797), 2);
            }
        }, iter: 10);

    [Fact]
    public void A_fold_without_a_sample_is_an_error()
    {
        using var content = new Digits().Load(string.Empty);
        var split = () => DataSplits.Of(content, new SplitSettings { Test = 0.8, Fold = new FoldSettings { Of = 999, Index = 0 } });
        split.Should().Throw<InvalidOperationException>().WithMessage("split.fold: 359 samples cannot be split into 999 folds");
    }

    [Fact]
    public void A_fold_must_be_there_and_leaves_no_other_validation()
    {
        new FoldSettings { Of = 3, Index = 3 }.Validate().Should().ContainSingle().Which.Message.Should().Be("of 3 folds the last is 2");
        new SplitSettings { Validation = 0.1, Fold = new FoldSettings { Of = 3, Index = 0 } }.Validate()
            .Should().ContainSingle().Which.Message.Should().Be("the fold validates: leave split.validation out");
    }
}
