using System.Globalization;
using ExperimentRunner.Components.Data.Columns;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>One of several classes, int64, as its index from 0.</summary>
/// <param name="Count">How many classes there are, at least 2; null where only the files tell.</param>
public sealed record ClassMeaning(int? Count) : Meaning
{
    private readonly IReadOnlyList<string> names = [];

    /// <summary>Classes with names.</summary>
    public ClassMeaning(IReadOnlyList<string> names)
        : this(names.Count) => this.names = names;

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Int64;

    /// <inheritdoc/>
    public override bool HasClasses => true;

    /// <inheritdoc/>
    public override int? ClassCount => Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => names;

    /// <summary>The name of a class, or its number where classes have no names.</summary>
    public string NameOf(long index) => names.Count > index && index >= 0 ? names[(int)index] : index.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        foreach (var (view, index) in views.Zip(values.Values.reshape(views.Count, -1).select(1, 0).data<long>().ToArray()))
        {
            view.Say(NameOf(index));
        }
    }

    /// <inheritdoc/>
    public override Column ReadCells(FieldSpec field, IReadOnlyList<string> cells, string folder) => new ResidentColumn([.. cells.Select((cell, row) =>
        Enumerable.Range(0, Count ?? 0).FirstOrDefault(index => NameOf(index) == cell, -1) is >= 0 and var found ? (long)found : throw new InvalidDataException(
            $"row {row + 1}, column '{field.Name}': there is no class '{cell}'; known: {string.Join(", ", names.Take(20))}"))]);

    /// <inheritdoc/>
    public override IReadOnlyList<Prediction> Predictions(FieldSpec field, Outputs outputs, IReadOnlyList<string> inputs) =>
        [.. Prediction.Rows(outputs.One.softmax(1)).Zip(inputs, (row, input) => Of(input, row))];

    private ClassPrediction Of(string input, double[] probabilities)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new ClassPrediction(input, NameOf(best), probabilities[best], probabilities)
        {
            Classes = probabilities.Select((probability, index) => (Name: NameOf(index), probability)).ToDictionary(entry => entry.Name, entry => entry.probability),
        };
    }
}
