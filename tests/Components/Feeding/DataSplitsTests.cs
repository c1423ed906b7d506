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
}
