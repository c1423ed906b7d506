using ExperimentRunner.Components.Data;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>What augmentations have in common.</summary>
public abstract record Augmentation : IAugmentation
{
    /// <summary>The splits that it applies to, such as <c>[train, val]</c>. With <c>none</c> a random one applies to training only, any other to every split.</summary>
    [Length(1)]
    public IReadOnlyList<DataSplit>? On { get; init; }

    /// <inheritdoc/>
    public abstract bool IsRandom { get; }

    /// <inheritdoc/>
    public virtual DataSpec SpecAfter(DataSpec data) => data;

    /// <inheritdoc/>
    public abstract Batch Apply(Batch batch, SampleDraws draws);

    /// <summary>A column of one number for each sample, [B, 1, 1, 1].</summary>
    protected static Tensor PerSample(Device device, SampleDraws draws, Func<int, SampleDraws, double> value)
    {
        var values = new float[draws.Count];
        for (var sample = 0; sample < values.Length; sample++)
        {
            values[sample] = (float)value(sample, draws);
        }

        return tensor(values, [values.Length, 1, 1, 1], device: device);
    }

    /// <summary>The channels, height and width of a batch of images.</summary>
    /// <param name="inputs">[B, channels, height, width].</param>
    /// <param name="component">Who asks, for the message.</param>
    /// <exception cref="InvalidOperationException">The inputs are not images.</exception>
    protected static (long Channels, long Height, long Width) ImageSize(Tensor inputs, string component)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.shape is [_, var channels, var height, var width]
            ? (channels, height, width)
            : throw new InvalidOperationException(
                $"'{component}' needs images [channels, height, width], and the inputs are [{string.Join(", ", inputs.shape.Skip(1))}]");
    }
}
