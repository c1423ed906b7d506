using CsCheck;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Components.Splits;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Feeding;

/// <summary>Splits other than the stratified one.</summary>
public sealed class SplitKindsTests : TensorTest
{
    private static Gen<(int Count, int Test, int Validation, long Seed)> Sizes { get; } =
        Gen.Select(Gen.Int[10, 300], Gen.Double[0, 0.4], Gen.Double[0, 0.4], Gen.Long).Select((count, test, validation, seed) =>
            (count, (int)(test * count), (int)(validation * count), seed));

    [Fact]
    public void Shuffled_parts_hold_every_sample_once_and_have_the_sizes_asked_for() => Sizes.Sample(sizes =>
    {
        using var content = Content(sizes.Count);
        var splits = new ShuffledSplit { Test = Part(sizes.Test, sizes.Count), Validation = Part(sizes.Validation, sizes.Count), Seed = sizes.Seed }.Of(content);
        (splits.Test.Count, splits.Validation.Count).Should().Be((sizes.Test, sizes.Validation));
        ShouldBeAll(All(splits), sizes.Count);
    }, iter: 100);

    [Fact]
    public void A_shuffled_split_does_not_look_at_classes_and_another_seed_gives_another()
    {
        using var content = Content(200);
        long[] Validation(long seed) => new ShuffledSplit { Validation = 0.5, Seed = seed }.Of(content).Validation.Indices;
        Validation(0).Should().Equal(Validation(0)).And.NotEqual(Validation(1));
        Enumerable.Range(0, 20).Select(seed => Validation(seed).Count(index => index < 100)).Distinct().Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public void Shuffled_folds_validate_on_every_sample_once() => Gen.Select(Sizes, Gen.Int[2, 6]).Sample((sizes, of) =>
    {
        using var content = Content(sizes.Count);
        var folds = Folds(of, fold => new ShuffledSplit { Test = Part(sizes.Test, sizes.Count), Seed = sizes.Seed, Fold = fold }, content);
        folds.Should().AllSatisfy(fold => fold.Test.Indices.Should().Equal(folds[0].Test.Indices));
        ShouldBeAll(folds.SelectMany(fold => fold.Validation.Indices).Concat(folds[0].Test.Indices), sizes.Count);
        folds.Should().AllSatisfy(fold => All(fold).Should().OnlyHaveUniqueItems().And.HaveCount(sizes.Count));
    }, iter: 50);

    /// <summary>Times are drawn, and the samples lie in any order: what is learnt lies before what is validated on, and that before what is tested on.</summary>
    [Fact]
    public void By_time_nothing_is_learnt_from_what_comes_after_what_it_is_measured_on() => Gen.Select(Sizes, Gen.Int[0, 5], Gen.Bool)
        .Sample((sizes, gap, isOrdered) =>
    {
        using var content = Content(sizes.Count, isOrdered ? null : sizes.Seed);
        var split = new ByTime
        {
            Test = Part(sizes.Test, sizes.Count), Validation = Part(sizes.Validation, sizes.Count), Gap = gap, Field = isOrdered ? null : "time",
        };
        var gaps = sizes.Validation > 0 && sizes.Test > 0 ? 2 * gap : sizes.Validation > 0 || sizes.Test > 0 ? gap : 0;
        var left = sizes.Count - sizes.Test - sizes.Validation - gaps;
        if (left <= 0)
        {
            ((Action)(() => split.Of(content))).Should().Throw<InvalidOperationException>();
            return;
        }

        var splits = split.Of(content);
        (splits.Train.Count, splits.Validation.Count, splits.Test.Count).Should().Be((left, sizes.Validation, sizes.Test));
        All(splits).Should().OnlyHaveUniqueItems();
        ShouldBeInOrder(content, splits, gap);
    }, iter: 200);

    [Fact]
    public void Folds_by_time_go_forward_and_learn_from_all_that_lies_before() => Gen.Select(Sizes, Gen.Int[0, 3], Gen.Int[2, 5]).Sample((sizes, gap, of) =>
    {
        using var content = Content(Math.Max(60, sizes.Count), sizes.Seed);
        var folds = Folds(of, fold => new ByTime { Test = Part(sizes.Test, sizes.Count), Gap = gap, Field = "time", Fold = fold }, content);
        foreach (var fold in folds)
        {
            ShouldBeInOrder(content, fold, gap);
            fold.Validation.Count.Should().BePositive();
            fold.Test.Indices.Should().Equal(folds[0].Test.Indices);
        }

        foreach (var (fold, next) in folds.Zip(folds.Skip(1)))
        {
            Times(content, next.Validation).Min().Should().BeGreaterThan(Times(content, fold.Validation).Max(), "a later fold validates on a later stretch");
            next.Train.Count.Should().BeGreaterThan(fold.Train.Count, "and learns from more");
        }
    }, iter: 100);

    [Fact]
    public void By_group_no_group_is_in_two_parts() => Gen.Select(Gen.Int[1, 9].Array[8, 40], Gen.Double[0.1, 0.4], Gen.Double[0.1, 0.4], Gen.Long)
        .Sample((groups, test, validation, seed) =>
    {
        using var content = Grouped(groups);
        var splits = new ByGroup { Field = "person", Test = test, Validation = validation, Seed = seed }.Of(content);
        ShouldBeAll(All(splits), groups.Sum());
        ShouldBeApart(content, splits);
        splits.Test.Count.Should().BeCloseTo((int)(test * groups.Sum()), 9, "a part ends within a group of its size");
        splits.Validation.Count.Should().BeCloseTo((int)(validation * groups.Sum()), 9);
    }, iter: 200);

    [Fact]
    public void Folds_by_group_validate_on_every_group_once() => Gen.Select(Gen.Int[1, 9].Array[8, 40], Gen.Int[2, 6], Gen.Long).Sample((groups, of, seed) =>
    {
        using var content = Grouped(groups);
        var folds = Folds(of, fold => new ByGroup { Field = "person", Seed = seed, Fold = fold }, content);
        folds.ForEach(fold => ShouldBeApart(content, fold));
        ShouldBeAll(folds.SelectMany(fold => fold.Validation.Indices), groups.Sum());
        (folds.Max(fold => fold.Validation.Count) - folds.Min(fold => fold.Validation.Count)).Should().BeLessThanOrEqualTo(9, "folds differ by one group at most");
    }, iter: 100);

    [Fact]
    public void A_field_that_is_not_there_or_says_several_things_is_an_error()
    {
        using var content = Content(20);
        void Refuses(ISplit split, string message) =>
            FluentActions.Invoking(() => split.Of(content)).Should().Throw<InvalidOperationException>().WithMessage(message);
        Refuses(new ByGroup { Field = "patient", Validation = 0.2 }, "split.field: this data set has no field 'patient'; known: input, class, time");
        Refuses(new ByTime { Field = "input", Validation = 0.2 }, "split.field: 'input' has [2] values for a sample; expected a field with one number each");
    }

    [Fact]
    public void The_official_split_is_that_of_the_publisher()
    {
        using var train = Content(20);
        using var validation = Content(6);
        using var test = Content(4);
        var splits = new Official().Of(train with { Validation = validation.Train, Test = test.Train });
        (splits.Train.Count, splits.Validation.Count, splits.Test.Count).Should().Be((20, 6, 4));
        FluentActions.Invoking(() => new Official().Of(train)).Should().Throw<InvalidOperationException>()
            .WithMessage("split: this data set has no official validation or test samples*");
        FluentActions.Invoking(() => new ShuffledSplit { Validation = 0.1 }.Of(train with { Validation = validation.Train }))
            .Should().Throw<InvalidOperationException>().WithMessage("split.validation: this data set has an official validation split; leave split.validation out");
    }

    private static void ShouldBeAll(IEnumerable<long> indices, int count) => indices.Order().Should().Equal(Enumerable.Range(0, count).Select(index => (long)index));

    private static double? Part(int part, int count) => part == 0 ? null : (double)part / count;

    private static IEnumerable<long> All(DataSplits splits) => [.. splits.Train.Indices, .. splits.Validation.Indices, .. splits.Test.Indices];

    private static List<DataSplits> Folds(int of, Func<FoldSettings, ISplit> split, DatasetContent content) =>
        [.. Enumerable.Range(0, of).Select(index => split(new FoldSettings { Of = of, Index = index }).Of(content))];

    /// <summary>Samples of two classes, one after the other, at times that are drawn, or in their order.</summary>
    private static DatasetContent Content(int count, long? seed = null)
    {
        var times = seed is { } drawn ? randperm(count, generator: new Generator((ulong)drawn)) : arange(count);
        return new DatasetContent(
            new SampleTable(
                DataSpec.Of(
                    FieldSpec.Given("input", new ValuesMeaning(), 2), FieldSpec.Asked("class", new ClassMeaning(2)), FieldSpec.Kept("time", new ValuesMeaning())),
                new ResidentColumn(zeros(count, 2)),
                new ResidentColumn([.. Enumerable.Range(0, count).Select(index => index < count / 2 ? 0L : 1L)]),
                new ResidentColumn(times.to(ScalarType.Float32))),
            null, string.Empty);
    }

    private static DatasetContent Grouped(int[] groups)
    {
        long[] persons = [.. groups.SelectMany((size, person) => Enumerable.Repeat((long)person, size))];
        return new DatasetContent(
            new SampleTable(
                DataSpec.Of(
                    FieldSpec.Given("input", new ValuesMeaning(), 2),
                    FieldSpec.Asked("class", new ClassMeaning(2)),
                    FieldSpec.Kept("person", new IdMeaning(groups.Length))),
                new ResidentColumn(zeros(persons.Length, 2)),
                new ResidentColumn(Array.ConvertAll(persons, person => person % 2)),
                new ResidentColumn(persons)),
            null, string.Empty);
    }

    private static void ShouldBeInOrder(DatasetContent content, DataSplits splits, int gap)
    {
        double[][] parts = [.. new[] { splits.Train, splits.Validation, splits.Test }.Where(part => part.Count > 0).Select(part => Times(content, part))];
        foreach (var (before, after) in parts.Zip(parts.Skip(1)))
        {
            (after.Min() - before.Max()).Should().BeGreaterThan(gap, "so many samples lie between two parts, one at each time");
        }
    }

    private static double[] Times(DatasetContent content, SampleSubset part) =>
        [.. content.Train["time"].Fetch(Rows.Of(part.Indices)).Values.data<float>().ToArray().Select(time => (double)time)];

    private static void ShouldBeApart(DatasetContent content, DataSplits splits)
    {
        var persons = content.Train["person"].Numbers.ToArray();
        HashSet<long> Of(SampleSubset part) => [.. part.Indices.Select(index => persons[index])];
        var (train, validation, test) = (Of(splits.Train), Of(splits.Validation), Of(splits.Test));
        train.Should().NotBeEmpty();
        (train.Overlaps(validation) || train.Overlaps(test) || validation.Overlaps(test)).Should().BeFalse();
    }
}
