using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using CsCheck;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Native;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Feeding;

public sealed class DataSplitsTests
{
    public DataSplitsTests() => LibTorch.Load();

    [Fact]
    public void Every_sample_is_in_exactly_one_part_and_the_parts_have_the_sizes_asked_for() =>
        Gen.Select(Gen.Double[0.01, 0.45], Gen.Double[0.01, 0.45], Gen.Long).Sample((validation, test, seed) =>
        {
            using var content = new Digits().Load(string.Empty);
            var splits = new Stratified { Validation = validation, Test = test, Seed = seed }.Of(content);
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
        var splits = new Stratified { Validation = 0.1, Test = 0.2 }.Of(content);
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
        long[] Validation(long seed) => new Stratified { Validation = 0.1, Seed = seed }.Of(content).Validation.Indices;
        Validation(0).Should().Equal(Validation(0)).And.NotEqual(Validation(1));
    }

    [Fact]
    public void A_part_of_less_than_one_sample_is_an_error()
    {
        using var content = new Digits().Load(string.Empty);
        var split = () => new Stratified { Validation = 0.0001 }.Of(content);
        split.Should().Throw<InvalidOperationException>().WithMessage("split.validation: 0.0001 of 1797 samples is less than one sample");
    }

    [Fact]
    public void Folds_hold_every_sample_that_is_not_tested_on_once_and_each_class_in_proportion() =>
        Gen.Select(Gen.Int[2, 9], Gen.Double[0, 0.4], Gen.Long).Sample((of, test, seed) =>
        {
            using var content = new Digits().Load(string.Empty);
            var labels = content.Train.Labels.ToArray();
            var folds = Enumerable.Range(0, of)
                .Select(index => new Stratified { Test = test > 0.01 ? test : null, Fold = new FoldSettings { Of = of, Index = index }, Seed = seed }.Of(content))
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
        var split = () => new Stratified { Test = 0.8, Fold = new FoldSettings { Of = 999, Index = 0 } }.Of(content);
        split.Should().Throw<InvalidOperationException>().WithMessage("split.fold: 359 samples cannot be split into 999 folds");
    }

    [Fact]
    public void A_fold_must_be_there_and_leaves_no_other_validation()
    {
        new FoldSettings { Of = 3, Index = 3 }.Validate().Should().ContainSingle().Which.Message.Should().Be("of 3 folds the last is 2");
        new Stratified { Validation = 0.1, Fold = new FoldSettings { Of = 3, Index = 0 } }.Validate()
            .Should().ContainSingle().Which.Message.Should().Be("the fold validates: leave split.validation out");
    }

    /// <summary>Of every class, and of all small classes together, each part holds its share, whatever else is set aside.</summary>
    [Fact]
    public void Every_part_holds_of_every_class_its_share_up_to_one_sample() =>
        Gen.Select(Classes, Gen.Double[0, 0.45], Gen.Double[0, 0.45], Gen.Long).Sample((sizes, test, validation, seed) =>
        {
            using var content = Content(sizes);
            var count = sizes.Sum();
            var (tested, validated) = ((int)Math.Round(test * count), (int)Math.Round(validation * count));
            var splits = new Stratified { Test = Fraction(tested, count), Validation = Fraction(validated, count), Seed = seed }.Of(content);
            AllOnce(splits, count);
            AssertShares(content, sizes, splits.Test, tested);
            AssertShares(content, sizes, splits.Validation, validated);
            AssertShares(content, sizes, splits.Train, count - tested - validated);
        }, iter: 300);

    [Fact]
    public void Folds_hold_of_every_class_the_same_up_to_one_sample_beside_any_test_set() =>
        Gen.Select(Classes, Gen.Int[2, 9], Gen.Double[0, 0.45], Gen.Long).Sample((sizes, of, test, seed) =>
        {
            var count = sizes.Sum();
            var tested = (int)Math.Round(test * count);
            if (count - tested < of)
            {
                return;
            }

            using var content = Content(sizes);
            var folds = Enumerable.Range(0, of).Select(index => new Stratified { Test = Fraction(tested, count), Fold = new FoldSettings { Of = of, Index = index }, Seed = seed }.Of(content)).ToList();
            folds.ForEach(fold => AllOnce(fold, count));
            folds.Should().AllSatisfy(fold => fold.Test.Indices.Should().Equal(folds[0].Test.Indices));
            folds.SelectMany(fold => fold.Validation.Indices).Should().OnlyHaveUniqueItems().And.HaveCount(count - tested);
            AssertShares(content, sizes, folds[0].Test, tested);
            folds.ForEach(fold => AssertShares(content, sizes, fold.Validation, (double)(count - tested) / of));
            foreach (var counts in Enumerable.Range(0, sizes.Length).Select(label => folds.ConvertAll(fold => CountOf(content, fold.Validation, label))))
            {
                (counts.Max() - counts.Min()).Should().BeLessThanOrEqualTo(1);
            }
        }, iter: 100);

    [Fact]
    public void Small_classes_do_not_crowd_a_large_one_out()
    {
        using var content = Content([160, .. Enumerable.Repeat(1, 40)]);
        int[] Large(Stratified split) => [CountOf(content, split.Of(content).Validation, 0), CountOf(content, split.Of(content).Test, 0)];
        Enumerable.Range(0, 5).Select(index => Large(new Stratified { Fold = new FoldSettings { Of = 5, Index = index } })[0]).Should().Equal(32, 32, 32, 32, 32);
        Large(new Stratified { Validation = 0.1, Test = 0.2 }).Should().Equal(16, 32);
    }

    [Fact]
    public void Classes_of_one_sample_have_equal_chances_of_every_part()
    {
        using var content = Content([.. Enumerable.Repeat(1, 10)]);
        var chosen = Enumerable.Range(0, 2000).Select(seed => new Stratified { Validation = 0.1, Test = 0.2, Seed = seed }.Of(content)).ToList();
        for (var label = 0; label < 10; label++)
        {
            // Four standard deviations of a binomial count.
            chosen.Count(splits => CountOf(content, splits.Validation, label) > 0).Should().BeInRange(200 - 54, 200 + 54);
            chosen.Count(splits => CountOf(content, splits.Test, label) > 0).Should().BeInRange(400 - 72, 400 + 72);
        }
    }

    private static Gen<int[]> Classes { get; } = Gen.OneOf(
        Gen.Int[1, 12].Array[1, 40],
        Gen.Select(Gen.Int[20, 200], Gen.Int[1, 3].Array[1, 60], (large, small) => (int[])[large, .. small])).Where(sizes => sizes.Sum() >= 4);

    private static double? Fraction(int part, int count) => part == 0 ? null : (double)part / count;

    private static DatasetContent Content(int[] sizes)
    {
        long[] labels = [.. sizes.SelectMany((size, label) => Enumerable.Repeat((long)label, size))];
        return new DatasetContent(Fields.Table(Fields.Of([1], classes: Math.Max(2, sizes.Length)), zeros(labels.Length, 1), labels), null, string.Empty);
    }

    private static int CountOf(DatasetContent content, SampleSubset part, int label) => part.Indices.Count(index => content.Train.Labels[(int)index] == label);

    private static void AllOnce(DataSplits splits, int count)
    {
        long[] all = [.. splits.Train.Indices, .. splits.Validation.Indices, .. splits.Test.Indices];
        all.Order().Should().Equal(Enumerable.Range(0, count).Select(index => (long)index));
    }

    private static void AssertShares(DatasetContent content, int[] sizes, SampleSubset part, double size)
    {
        part.Count.Should().BeInRange((int)Math.Floor(size), (int)Math.Ceiling(size));
        for (var label = 0; label < sizes.Length; label++)
        {
            var share = sizes[label] * size / sizes.Sum();
            Math.Abs(CountOf(content, part, label) - share).Should().BeLessThan(1, "{0} of {1} samples of class {2} are {3}", size, sizes.Sum(), label, share);
        }
    }
}
