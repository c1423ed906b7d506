using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Registry.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>A text as tokens of a vocabulary, int64 [length]. Where it is asked for, a model gives a logit for each token, [B, tokens, length].</summary>
/// <param name="Vocabulary">The tokens.</param>
public sealed record TokensMeaning(Vocabulary Vocabulary) : Meaning
{
    private const long LargestFile = 1 << 30;

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Int64;

    /// <inheritdoc/>
    public override bool HasClasses => true;

    /// <inheritdoc/>
    public override int? ClassCount => Vocabulary.Tokens.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Vocabulary.Tokens;

    /// <inheritdoc/>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        foreach (var (view, text) in views.Zip(Texts(values.Values)))
        {
            view.Say(text);
        }
    }

    /// <summary>Each line of a file is a text.</summary>
    public override NewValues Read(FieldSpec field, string path)
    {
        string[] lines = [.. RegularFile.ReadText(path, LargestFile).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
        return lines.Length > 0 ? new NewValues(Encode(field, lines), NewValues.Numbers(lines.Length)) : throw new InvalidDataException($"{path}: it holds no text");
    }

    /// <inheritdoc/>
    public override Column ReadCells(FieldSpec field, IReadOnlyList<string> cells, string folder) => Encode(field, cells);

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predictions(FieldSpec field, Outputs outputs, IReadOnlyList<string> inputs) =>
        [.. Texts(outputs.One.argmax(1)).Zip(inputs, (text, input) => new TextPrediction(input, text))];

    private RaggedColumn Encode(FieldSpec field, IReadOnlyList<string> texts) => RaggedColumn.Of([.. texts.Select(Vocabulary.Encode)], field.Padding);

    private IEnumerable<string> Texts(Tensor tokens) =>
        tokens.cpu().contiguous().data<long>().ToArray().Chunk((int)Math.Max(1, tokens.shape[1])).Select(Vocabulary.Decode);
}
