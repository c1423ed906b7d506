using System.Globalization;
using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>
/// Things in an image, any number of them: float32 [things, 5], for each the left, upper, right and lower border in pixels, and the index of
/// its class. A model gives <c>boxes</c> [B, candidates, 4], in pixels, and <c>scores</c> [B, candidates, classes], probabilities.
/// </summary>
/// <param name="Names">The names of the classes by index.</param>
public sealed record BoxesMeaning(IReadOnlyList<string> Names) : Meaning
{
    /// <summary>The values of one thing.</summary>
    public const int Values = 5;

    private const double LeastScore = 0.5;

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Float32;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Names;

    /// <inheritdoc/>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        var boxes = values.Values.contiguous().data<float>().ToArray();
        var (most, lengths) = ((int)values.Values.shape[1], values.Lengths!.data<long>().ToArray());
        foreach (var (sample, view) in views.Index())
        {
            for (var thing = 0; thing < lengths[sample]; thing++)
            {
                var box = boxes.AsSpan(((sample * most) + thing) * Values, Values);
                view.Picture?.Outline(box[0], box[1], box[2], box[3], ViewPicture.ColorOf((int)box[4]));
            }

            view.Say(string.Create(CultureInfo.InvariantCulture, $"{lengths[sample]} {(lengths[sample] == 1 ? "box" : "boxes")}"));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predictions(FieldSpec field, Outputs outputs, IReadOnlyList<string> inputs)
    {
        var (scores, candidates) = (outputs["scores"], (int)outputs["scores"].shape[1]);
        var best = scores.max(2);
        var (sure, classes) = (best.values.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray(), best.indexes.cpu().contiguous().data<long>().ToArray());
        var boxes = outputs["boxes"].to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        FoundBox Box(int place) => new(NameOf(classes[place]), sure[place], boxes[4 * place], boxes[(4 * place) + 1], boxes[(4 * place) + 2], boxes[(4 * place) + 3]);
        return [.. inputs.Select((input, sample) => new BoxesPrediction(
            input,
            [.. Enumerable.Range(sample * candidates, candidates).Where(place => sure[place] >= LeastScore).OrderByDescending(place => sure[place]).Select(Box)]))];
    }

    private string NameOf(long index) => index < Names.Count ? Names[(int)index] : index.ToString(CultureInfo.InvariantCulture);
}
