using System.Globalization;
using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>A class for each pixel of an image, int64 [height, width]; <see cref="Meaning.Ignored"/> where none is known. A model gives logits [B, classes, height, width].</summary>
/// <param name="Names">The names of the classes by index.</param>
public sealed record MaskMeaning(IReadOnlyList<string> Names) : Meaning
{
    private const double Opacity = 0.5;

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Int64;

    /// <inheritdoc/>
    public override double Padding => Ignored;

    /// <inheritdoc/>
    public override bool HasClasses => true;

    /// <inheritdoc/>
    public override int? ClassCount => Names.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Names;

    /// <summary>Tints the pixels of every class but the first, which is what lies behind all others.</summary>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        var (height, width) = (values.Values.shape[1], values.Values.shape[2]);
        var classes = values.Values.contiguous().data<long>().ToArray();
        foreach (var (sample, view) in views.Index())
        {
            var picture = view.Picture ??= new ViewPicture(1, (int)Math.Min(height, ViewPicture.LargestSide), (int)Math.Min(width, ViewPicture.LargestSide), new byte[Math.Min(height, ViewPicture.LargestSide) * Math.Min(width, ViewPicture.LargestSide)]);
            long ClassAt(int row, int column) => classes[(((sample * height) + (row * height / picture.Height)) * width) + (column * width / picture.Width)];
            for (var index = 1; index < Names.Count; index++)
            {
                picture.Tint((row, column) => ClassAt(row, column) == index, ViewPicture.ColorOf(index - 1), Opacity);
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predictions(FieldSpec field, Outputs outputs, IReadOnlyList<string> inputs)
    {
        var (height, width) = (outputs.One.shape[2], outputs.One.shape[3]);
        var masks = outputs.One.argmax(1).cpu().contiguous().data<long>().ToArray().Chunk((int)(height * width));
        return [.. masks.Zip(inputs, (mask, input) => new MaskPrediction(input, height, width, Array.ConvertAll(mask, pixel => (int)pixel), Shares(mask)))];
    }

    private Dictionary<string, double> Shares(long[] mask) => mask.CountBy(pixel => pixel).OrderBy(entry => entry.Key)
        .ToDictionary(entry => entry.Key < Names.Count ? Names[(int)entry.Key] : entry.Key.ToString(CultureInfo.InvariantCulture), entry => (double)entry.Value / mask.Length);
}
