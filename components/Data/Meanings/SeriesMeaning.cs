using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>Values that follow each other in time, float32 [steps, channels].</summary>
/// <param name="Channels">What each channel is called.</param>
/// <param name="Spacing">The time between two steps.</param>
public sealed record SeriesMeaning(IReadOnlyList<string> Channels, TimeSpan Spacing) : Meaning
{
    /// <summary>What values are scaled by, channel by channel, or null; learnt when the data are split.</summary>
    public Scaling? Scaling { get; init; }

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Float32;

    /// <inheritdoc/>
    public override Tensor InOwnUnits(Tensor values) => Scaling?.Undo(values) ?? values;

    /// <summary>Draws the first channel as a curve.</summary>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        foreach (var (sample, view) in views.Index())
        {
            view.Picture ??= ViewPicture.Curve([.. values.Values[sample].select(1, 0).to(ScalarType.Float64).contiguous().data<double>()]);
        }
    }
}
