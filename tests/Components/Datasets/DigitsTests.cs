using ExperimentRunner.Tests.Conformance;
using ExperimentRunner.Components.Datasets;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Components.Datasets;

public sealed class DigitsTests : TensorTest
{
    [Fact]
    public void HoldsTheDigitsOfScikitLearn()
    {
        using var content = new Digits().Load(folder: string.Empty);
        content.Train.Count.Should().Be(1797);
        content.Test.Should().BeNull();
        content.Spec.InputShape.Should().Equal(1, 8, 8);
        content.Spec.ClassNames.Should().Equal("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        content.Digest.Should().Be("6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8");
        Enumerable.Range(0, 10).Select(digit => Count(content.Train.Labels, digit)).Should().Equal(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    [Fact]
    public void ImagesLieBetweenZeroAndOne()
    {
        using var content = new Digits().Load(folder: string.Empty);
        var batch = content.Train.Fetch(tensor([0L, 1796]));
        batch.Input.shape.Should().Equal(2, 1, 8, 8);
        batch.Input[0, 0, 0].data<float>().ToArray().Should().Equal(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
        batch.Target.data<long>().ToArray().Should().Equal(0, 8);

        var all = content.Train.Fetch(arange(1797)).Input;
        (all.min().item<float>(), all.max().item<float>()).Should().Be((0, 1));
    }

    private static int Count(ReadOnlySpan<long> labels, long label)
    {
        var count = 0;
        foreach (var value in labels)
        {
            count += value == label ? 1 : 0;
        }

        return count;
    }
}
