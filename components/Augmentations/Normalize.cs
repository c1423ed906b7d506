using ExperimentRunner.Components.Data;
using ExperimentRunner.Components.Data.Meanings;
using ExperimentRunner.Registry.Components;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Augmentations;

/// <summary>Standardises inputs, (x - mean) / std, by channel. It applies to every split.</summary>
[Component("normalize")]
public sealed record Normalize : InputAugmentation, IValidate
{
    /// <summary>What is subtracted: one value for each channel, or one for all.</summary>
    [Length(1)]
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>What the difference is divided by, above 0: as many values as <see cref="Mean"/>.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public required IReadOnlyList<double> Std { get; init; }

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public IEnumerable<ArgumentProblem> Validate()
    {
        if (Mean.Count != Std.Count)
        {
            yield return new ArgumentProblem(nameof(Std), $"as many values as in mean are needed: mean has {Mean.Count}, std {Std.Count}")
            {
                DependsOn = [nameof(Mean)],
            };
        }
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tensor inputs, SampleDraws draws)
    {
        var channels = inputs.shape[1];
        if (Mean.Count != 1 && Mean.Count != channels)
        {
            throw new InvalidOperationException($"'normalize' has {Mean.Count} means: expected 1, or one for each channel of the inputs, {channels}");
        }

        return inputs.sub(ImageMeaning.PerChannel(Mean, inputs)).div_(ImageMeaning.PerChannel(Std, inputs));
    }

    /// <inheritdoc/>
    protected override FieldSpec SpecAfter(FieldSpec field) => field.Meaning is ImageMeaning { Means.Count: 0 } image
        ? field with { Meaning = image with { Means = Mean, Deviations = Std } }
        : field;
}
