using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>Sound, float32 [channels, samples] with values in [-1, 1]. People see the loudest part of it as a curve.</summary>
/// <param name="Rate">Samples a second.</param>
public sealed record AudioMeaning(int Rate) : Meaning
{
    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Float32;

    /// <inheritdoc/>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        foreach (var (sample, view) in views.Index())
        {
            view.Picture ??= ViewPicture.Curve([.. values.Values[sample].select(0, 0).to(ScalarType.Float64).contiguous().data<double>()]);
        }
    }
}
