using ExperimentRunner.Components.Splits;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using CsCheck;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Components.Sampling;
using ExperimentRunner.Tests.Components.Training;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Sampling;

public sealed class SamplersTests : TensorTest
{
    private static readonly int[] Sizes = [60, 30, 10];
    private static readonly DataSpec Spec = Fields.Of([1], names: ["large", "middle", "small"]);

    [Fact]
    public void Shuffled_takes_every_sample_once() => Draw(new Shuffled()).Order().Should().Equal(Enumerable.Range(0, 100).Select(index => (long)index));

    [Fact]
    public void Class_balanced_takes_every_class_equally_often_and_its_samples_too()
    {
        var drawn = Draw(new ClassBalanced());
        Classes(drawn).Order().Should().Equal(33, 33, 34);
        Times(drawn, 0).Should().OnlyContain(times => times <= 1);
        Times(drawn, 1).Should().OnlyContain(times => times == 1 || times == 2);
        Times(drawn, 2).Should().OnlyContain(times => times == 3 || times == 4);
    }

    [Fact]
    public void Samples_of_large_classes_take_turns_over_the_epochs()
    {
        var order = new ClassBalanced().Build(Samples(), Spec);
        var seen = Enumerable.Range(0, 12).SelectMany(epoch => Fill(order, epoch)).Where(index => index < Sizes[0]).Distinct();
        seen.Should().HaveCount(Sizes[0]);
    }

    [Fact]
    public void Weighted_takes_classes_in_proportion_to_size_and_weight() => Gen.Select(Gen.Double[0, 5], Gen.Double[0.1, 5]).Sample((large, small) =>
    {
        var drawn = Draw(new Weighted { Weights = new Dictionary<string, double> { ["large"] = large, ["small"] = small } });
        double[] shares = [large * Sizes[0], Sizes[1], small * Sizes[2]];
        Classes(drawn).Zip(shares).Should().OnlyContain(pair => Math.Abs(pair.First - (pair.Second / shares.Sum() * 100)) < 1);
    }, iter: 100);

    [Fact]
    public void A_weight_of_zero_leaves_a_class_out() =>
        Classes(Draw(new Weighted { Weights = new Dictionary<string, double> { ["large"] = 0 } })).Should().Equal(0, 75, 25);

    [Fact]
    public void What_does_not_fit_the_data_is_told()
    {
        ISampler Of(params (string Name, double Weight)[] weights) => new Weighted { Weights = weights.ToDictionary(entry => entry.Name, entry => entry.Weight) };
        Fails(Of(("tiny", 1)), Spec, "train.sampling.weights: this data set has no class 'tiny'; known: large, middle, small");
        Fails(Of(("3", 1)), Fields.Of([1], classes: 3), "train.sampling.weights: this data set has no class '3'; known: 0 to 2");
        Fails(Of(("large", 0), ("middle", 0), ("small", 0)), Spec, "train.sampling: every class has weight 0, so there is nothing to draw");
        Fails(new ClassBalanced(), Fields.Of([1]), "'class_balanced' needs a data set with classes, and the targets of this one are not classes");
        new Weighted { Weights = new Dictionary<string, double> { ["a"] = -1, ["b"] = double.NaN, ["c"] = 1 } }.Validate().Should().HaveCount(2);
    }

    [Fact]
    public void A_sample_that_repeats_in_an_epoch_draws_other_random_numbers()
    {
        var samples = Samples();
        var feed = new Feed(samples, DataSplit.Train, [new Draws()], seed: 4, CPU, new ClassBalanced().Build(samples, Spec));
        using (feed)
        {
            var drawn = feed.Fetch(epoch: 2, 0, 100).Input.data<float>().ToArray();
            drawn.Should().OnlyHaveUniqueItems();
            feed.Fetch(epoch: 2, 60, 7).Input.data<float>().ToArray().Should().Equal(drawn[60..67]);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(31)]
    public void Training_resumes_bit_for_bit_with_any_sampler(long at)
    {
        var weighted = new Weighted { Weights = new Dictionary<string, double> { ["3"] = 4, ["8"] = 0.5 } };
        var experiment = TestExperiments.Supervised(steps: 45) with { Split = new Stratified { Test = 0.1, Fold = new FoldSettings { Of = 4, Index = 2 } } };
        experiment = experiment with { Train = experiment.Train with { Sampling = weighted } };
        using var whole = new TrainingFolder();
        using var resumed = new TrainingFolder();
        whole.Train(experiment).Failure.Should().BeNull();
        resumed.Train(experiment, whole.Checkpoint(at)).Failure.Should().BeNull();
        resumed.Measured(after: at).Should().Equal(whole.Measured(after: at)).And.NotBeEmpty();
    }

    private static void Fails(ISampler sampler, DataSpec spec, string message) =>
        FluentActions.Invoking(() => sampler.Build(Samples(), spec)).Should().Throw<InvalidOperationException>().WithMessage(message);

    private static long[] Draw(ISampler sampler) => Fill(sampler.Build(Samples(), Spec), epoch: 0);

    private static long[] Fill(EpochOrder order, int epoch)
    {
        var drawn = new long[100];
        order(drawn, 7, epoch);
        return drawn;
    }

    private static SampleSubset Samples()
    {
        long[] labels = [.. Sizes.SelectMany((size, label) => Enumerable.Repeat((long)label, size))];
        return SampleSubset.All(Fields.Table(Fields.Of([1], classes: Sizes.Length), zeros(100, 1), labels));
    }

    private static int ClassOf(long index) => index < 60 ? 0 : index < 90 ? 1 : 2;

    private static int[] Classes(long[] drawn) => [.. Enumerable.Range(0, 3).Select(label => drawn.Count(index => ClassOf(index) == label))];

    private static IEnumerable<int> Times(long[] drawn, int label) =>
        Enumerable.Range(0, 100).Where(index => ClassOf(index) == label).Select(index => drawn.Count(other => other == index));

    /// <summary>Gives the random number of each sample in its place.</summary>
    private sealed record Draws : InputAugmentation
    {
        public override bool IsRandom => true;

        public override Tensor Apply(Tensor inputs, SampleDraws draws)
        {
            var values = new float[draws.Count];
            for (var sample = 0; sample < values.Length; sample++)
            {
                values[sample] = (float)draws.Uniform(sample, 0);
            }

            return tensor(values);
        }
    }
}
