using ExperimentRunner.Components.Data;
using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using ExperimentRunner.Components.Feeding;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Data;

public sealed class SampleViewTests : TensorTest
{
    private static readonly DataSpec Classes = Fields.Of([1, 2, 2], names: ["cat", "dog", "a name that is far too long to stand under a small image"]);

    [Fact]
    public void Pixels_from_0_to_1_are_shown_as_they_are()
    {
        var image = Images(tensor([0f, 0.25f, 0.5f, 0.75f], [1, 1, 2, 2]), tensor([1L]), Classes).Should().ContainSingle().Subject;
        (image.Label, image.Channels, image.Height, image.Width).Should().Be(("dog", 1, 2, 2));
        image.Pixels.ToArray().Should().Equal(0, 64, 128, 191);
    }

    [Fact]
    public void Normalised_channels_are_stretched_each_for_itself()
    {
        var inputs = tensor([-2f, 0f, 2f, 2f, float.NaN, 10f, 5f, 0f, 1f, 1f, 1f, 1f], [1, 3, 2, 2]);
        var image = Images(inputs, tensor([0L]), Fields.Of([3, 2, 2], classes: 3))[0];
        image.Label.Should().Be("0");
        image.Pixels.ToArray().Should().Equal(0, 128, 255, 255, 0, 255, 128, 0, 0, 0, 0, 0);
    }

    [Fact]
    public void Large_images_become_small_and_many_few()
    {
        var images = Images(rand(50, 3, 300, 150), full([50], 2L, dtype: ScalarType.Int64), Classes);
        images.Should().HaveCount(SampleView.Most);
        images.Should().OnlyContain(image => image.Height == 64 && image.Width == 32 && image.Pixels.Length == 3 * 64 * 32 && image.Label.Length == 40);
    }

    [Fact]
    public void Targets_that_are_numbers_are_labels_too() =>
        Images(rand(2, 1, 2, 2), tensor([0.123456f, 7f, -1f, 7f], [2, 2]), Fields.Of([1, 2, 2], targets: 2)).Select(image => image.Label).Should().Equal("0.1235", "-1");

    [Fact]
    public void What_is_no_image_is_not_shown()
    {
        Images(rand(2, 4), tensor([0L, 1L]), Classes).Should().BeEmpty();
        Images(rand(2, 2, 4, 4), tensor([0L, 1L]), Classes).Should().BeEmpty("two channels are neither gray nor colour");
    }

    private static IReadOnlyList<LoggedImage> Images(Tensor inputs, Tensor targets, DataSpec data) => SampleView.Images(SampleView.Of(Fields.Batch(inputs, targets, data)));
}
