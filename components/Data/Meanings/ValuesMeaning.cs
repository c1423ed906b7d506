using System.Globalization;
using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data.Meanings;

/// <summary>Numbers, float32, such as the features of a table or a target to predict.</summary>
public sealed record ValuesMeaning : Meaning
{
    /// <summary>What each number is called; empty where they have no names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What they are scaled by, or null; learnt when the data are split.</summary>
    public Scaling? Scaling { get; init; }

    /// <inheritdoc/>
    public override ScalarType Type => ScalarType.Float32;

    /// <inheritdoc/>
    public override Tensor InOwnUnits(Tensor values) => Scaling?.Undo(values) ?? values;

    /// <summary>Numbers label a picture that is there, and are their own words where there is none.</summary>
    public override void Show(FieldSpec field, FieldValues values, IReadOnlyList<SampleView> views)
    {
        if (field.Role == FieldRole.Given && field.Size > 1)
        {
            return; // a row of features is nothing to look at
        }

        var firsts = InOwnUnits(values.Values).to(ScalarType.Float32).reshape(views.Count, -1).select(1, 0).data<float>().ToArray();
        foreach (var (view, first) in views.Zip(firsts))
        {
            view.Say(first.ToString("G4", CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public override NewValues Read(FieldSpec field, string path) => RowInputs.Read(field, path);

    /// <inheritdoc/>
    public override Column ReadCells(FieldSpec field, IReadOnlyList<string> cells, string folder)
    {
        var rows = cells.Select(cell => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (Array.FindIndex(rows, row => row.Length != field.Size || !row.All(IsNumber)) is >= 0 and var wrong)
        {
            throw new InvalidDataException($"row {wrong + 1}, column '{field.Name}': expected {field.Size} numbers with spaces between them, found '{cells[wrong]}'");
        }

        float[] numbers = [.. rows.SelectMany(row => row).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        return new ResidentColumn(tensor(numbers, [cells.Count, .. field.Shape]));
    }

    private static bool IsNumber(string text) => float.TryParse(text, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number);
}
