using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Feeding;
using ExperimentRunner.Tests.Conformance;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Feeding;

public sealed class FeedTests : TensorTest
{
    private static readonly IAugmentation[] Crop = [new RandomCrop { Padding = 3 }];
    private readonly SampleTable samples = Fields.Table(Fields.Of([1, 8, 8], classes: 2), rand(20, 1, 8, 8), new long[20]);

    public override void Dispose()
    {
        samples.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Each_view_of_a_sample_has_draws_of_its_own_that_come_again()
    {
        using var feed = new Feed(SampleSubset.All(samples), DataSplit.Train, Crop, seed: 1, CPU);
        Tensor View(int view, long epoch = 0) => feed.Fetch(epoch, 0, 20, view).Input;
        View(0).Equals(feed.Fetch(0, 0, 20).Input).Should().BeTrue("a batch is the first view");
        View(1).Equals(View(1)).Should().BeTrue();
        View(1).Equals(View(0)).Should().BeFalse();
        View(2).Equals(View(1)).Should().BeFalse();
        View(1, epoch: 1).Equals(View(1)).Should().BeFalse();
    }

    [Fact]
    public void A_view_of_a_sample_does_not_depend_on_what_else_is_in_its_batch()
    {
        using var feed = new Feed(SampleSubset.All(samples), DataSplit.Train, Crop, seed: 1, CPU);
        feed.Fetch(3, 5, 1, view: 1).Input.Equals(feed.Fetch(3, 0, 20, view: 1).Input.narrow(0, 5, 1)).Should().BeTrue();
    }

    [Fact]
    public void Where_nothing_is_drawn_views_are_one()
    {
        using var feed = new Feed(SampleSubset.All(samples), DataSplit.Val, Crop, seed: 1, CPU);
        feed.Fetch(0, 0, 20, view: 1).Input.Equals(feed.Fetch(0, 0, 20, view: 0).Input).Should().BeTrue();
    }
}
