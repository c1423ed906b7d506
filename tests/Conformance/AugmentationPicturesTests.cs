using System.Reflection;
using ExperimentRunner.Components.Augmentations;
using ExperimentRunner.Components.Randomness;
using ExperimentRunner.Registry.Components;
using ExperimentRunner.Tests.Components;
using ExperimentRunner.Tests.Golden;
using static TorchSharp.torch;

namespace ExperimentRunner.Tests.Conformance;

public sealed class AugmentationPicturesTests : TensorTest
{
    private const int Side = 24;

    /// <summary>Two samples of every augmentation, as bytes in hexadecimal: what it gives may only change with a new version of the component.</summary>
    [Fact]
    public void StayAsRecorded() =>
        GoldenFile.Check(string.Concat(BuiltIn.All<IAugmentation>().Select(Page)), "augmentation-pictures.txt");

    private static string Page(IAugmentation component)
    {
        var name = component.GetType().GetCustomAttribute<ComponentAttribute>()!;
        var result = component.Apply(Pictures(), new SampleDraws(PhiloxKey.Of(5, "augmentation.0"), epoch: 2, [11, 12]));
        var lines = result.mul(255).round().clamp(0, 255).to(ScalarType.Byte).flatten(0, 2);
        return string.Concat(Enumerable.Range(0, (int)lines.shape[0])
            .Select(row => $"{name.Name} {name.Version} {Convert.ToHexStringLower([.. lines[row].data<byte>()])}\n"));
    }

    /// <summary>Two pictures with a gradient, a bright square and a dark disk, other in every channel.</summary>
    private static Tensor Pictures()
    {
        var values = new float[2 * 3 * Side * Side];
        for (var index = 0; index < values.Length; index++)
        {
            var (column, row, channel, sample) = (index % Side, index / Side % Side, index / (Side * Side) % 3, index / (3 * Side * Side));
            var isInDisk = Math.Pow(row - 15, 2) + Math.Pow(column - 8 - channel, 2) < 20;
            var isInSquare = row is > 3 and < 9 && column > 12 + sample && column < 20 - channel;
            values[index] = isInDisk ? 0.0625f : isInSquare ? 0.9375f : (row + (2 * column) + (7 * channel) + (5 * sample)) / 100f;
        }

        return tensor(values, [2, 3, Side, Side]);
    }
}
