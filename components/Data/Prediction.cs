using System.Globalization;
using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>What a model says about one input.</summary>
/// <param name="Input">What the input is called: the name of its image, or the number of its row from 1.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ClassPrediction), "class")]
[JsonDerivedType(typeof(ValuesPrediction), "values")]
[JsonDerivedType(typeof(TextPrediction), "text")]
[JsonDerivedType(typeof(BoxesPrediction), "boxes")]
[JsonDerivedType(typeof(MaskPrediction), "mask")]
public abstract record Prediction(string Input)
{
    /// <summary>The answer in a table of text: what each cell is called, and what stands in it.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<(string Head, string Text)> Cells { get; }

    /// <summary>The rows of outputs as float64.</summary>
    protected internal static IEnumerable<double[]> Rows(Tensor outputs) =>
        outputs.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray().Chunk((int)(outputs.numel() / outputs.shape[0]));

    /// <summary>A number in four significant digits.</summary>
    protected static string Written(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

/// <summary>A class.</summary>
/// <param name="Input">What the input is called.</param>
/// <param name="Class">The name of the class with the largest output, or its number where classes have no names.</param>
/// <param name="Probability">The softmax of that output.</param>
/// <param name="Outputs">A probability for each class, in the order of the classes.</param>
public sealed record ClassPrediction(string Input, string Class, double Probability, IReadOnlyList<double> Outputs) : Prediction(Input)
{
    /// <summary>The probability of each class under its name, in the order of the classes.</summary>
    public IReadOnlyDictionary<string, double>? Classes { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Head, string Text)> Cells => [("class", Class), ("probability", Written(Probability))];
}

/// <summary>Numbers.</summary>
/// <param name="Input">What the input is called.</param>
/// <param name="Outputs">The numbers, in the units of the data.</param>
public sealed record ValuesPrediction(string Input, IReadOnlyList<double> Outputs) : Prediction(Input)
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Head, string Text)> Cells => [("value", string.Join(' ', Outputs.Select(Written)))];

    /// <summary>A prediction for each row of outputs.</summary>
    public static IReadOnlyList<Prediction> Of(Tensor outputs, IReadOnlyList<string> inputs) =>
        [.. Rows(outputs).Zip(inputs, (row, input) => new ValuesPrediction(input, row))];
}

/// <summary>A text.</summary>
/// <param name="Input">What the input is called.</param>
/// <param name="Text">The text.</param>
public sealed record TextPrediction(string Input, string Text) : Prediction(Input)
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Head, string Text)> Cells => [("text", Text)];
}

/// <summary>Things found in an image.</summary>
/// <param name="Input">What the input is called.</param>
/// <param name="Boxes">Where they are, the surest first.</param>
public sealed record BoxesPrediction(string Input, IReadOnlyList<FoundBox> Boxes) : Prediction(Input)
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Head, string Text)> Cells =>
        [("boxes", string.Join("; ", Boxes.Select(box => $"{box.Class} {Written(box.Score)} at {Written(box.Left)} {Written(box.Top)} {Written(box.Right)} {Written(box.Bottom)}")))];
}

/// <summary>One thing found in an image.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Score">How sure the model is, in [0, 1].</param>
/// <param name="Left">Its left border, in pixels of the input.</param>
/// <param name="Top">Its upper border.</param>
/// <param name="Right">Its right border.</param>
/// <param name="Bottom">Its lower border.</param>
public sealed record FoundBox(string Class, double Score, double Left, double Top, double Right, double Bottom);

/// <summary>A class for each pixel.</summary>
/// <param name="Input">What the input is called.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">The number of the class of each pixel, row by row.</param>
/// <param name="Shares">The part of the image that each class takes, under its name; classes that take none are left out.</param>
public sealed record MaskPrediction(string Input, long Height, long Width, IReadOnlyList<int> Pixels, IReadOnlyDictionary<string, double> Shares) : Prediction(Input)
{
    /// <inheritdoc/>
    public override IReadOnlyList<(string Head, string Text)> Cells =>
        [("mask", string.Join(", ", Shares.OrderByDescending(share => share.Value).Select(share => $"{share.Key} {share.Value.ToString("P0", CultureInfo.InvariantCulture)}")))];
}
