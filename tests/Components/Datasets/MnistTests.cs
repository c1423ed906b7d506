using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class MnistTests : TensorTest
{
    private static readonly int[] DigitsToTrainOn = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
    private static readonly int[] DigitsToTestOn = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

    [Fact]
    public void Mnist_is_the_published_one()
    {
        using var content = new Mnist().Load(DataFiles.Mirror());
        CheckPublished(content, DigitsToTrainOn, DigitsToTestOn, mean: 0.1307, deviation: 0.3081);
        content.Spec.ClassNames.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    [Fact]
    public void Fashion_mnist_is_the_published_one()
    {
        using var content = new FashionMnist().Load(DataFiles.Mirror());
        CheckPublished(content, Enumerable.Repeat(6_000, 10), Enumerable.Repeat(1_000, 10), mean: 0.2860, deviation: 0.3530);
        content.Spec.ClassNames.Should().HaveCount(10).And.StartWith("T-shirt/top").And.EndWith("Ankle boot");
    }

    [Fact]
    public void A_digest_tells_one_from_the_other_and_repeats()
    {
        var mirror = DataFiles.Mirror();
        var digests = ((IDataset[])[new Mnist(), new Mnist(), new FashionMnist()]).Select(dataset =>
        {
            using var content = dataset.Load(mirror);
            return content.Digest;
        }).ToArray();
        digests[1].Should().Be(digests[0]).And.MatchRegex("^[0-9a-f]{64}$");
        digests[2].Should().NotBe(digests[0]);
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var sources = new Mnist().Sources;
        DataFiles.Gzip(sources[0].PathIn(folder.Path), DataFiles.Idx([10_000, 28, 28], new byte[10_000 * 784]));
        var load = () => new Mnist().Load(folder.Path);
        load.Should().Throw<InvalidDataException>().WithMessage($"{sources[0].PathIn(folder.Path)}: it has shape [10000, 28, 28], expected [60000, 28, 28]");
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var sources = new Mnist().Sources;
        var labels = new byte[60_000];
        labels[1234] = 10;
        DataFiles.Gzip(sources[0].PathIn(folder.Path), DataFiles.Idx([60_000, 28, 28], new byte[60_000 * 784]));
        DataFiles.Gzip(sources[1].PathIn(folder.Path), DataFiles.Idx([60_000], labels));
        DataFiles.Gzip(sources[2].PathIn(folder.Path), DataFiles.Idx([10_000, 28, 28], new byte[10_000 * 784]));
        DataFiles.Gzip(sources[3].PathIn(folder.Path), DataFiles.Idx([10_000], new byte[10_000]));
        var load = () => new Mnist().Load(folder.Path);
        load.Should().Throw<InvalidDataException>().WithMessage($"{sources[1].PathIn(folder.Path)}: image 1234 has label 10, expected 0 to 9");
    }

    private static void CheckPublished(DatasetContent content, IEnumerable<int> train, IEnumerable<int> test, double mean, double deviation)
    {
        content.Spec.InputShape.Should().Equal(1, 28, 28);
        CountsOf(content.Train).Should().Equal(train);
        CountsOf(content.Test!).Should().Equal(test);
        var pixels = content.Train.Fetch(arange(content.Train.Count)).Input;
        pixels.dtype.Should().Be(ScalarType.Float32);
        (pixels.min().item<float>(), pixels.max().item<float>()).Should().Be((0, 1));
        pixels.mean().item<float>().Should().BeApproximately((float)mean, 5e-5f);
        pixels.std().item<float>().Should().BeApproximately((float)deviation, 5e-5f);
    }

    private static IEnumerable<int> CountsOf(SampleTable samples) =>
        samples.Labels.ToArray().GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count());
}
