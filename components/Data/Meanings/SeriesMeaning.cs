using ExperimentRunner.Components.Data.Columns;
using ExperimentRunner.Components.Datasets.Inputs;
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

    /// <summary>A CSV file with a column for each channel and a row for each step; of more steps than models take, the last ones.</summary>
    public override NewValues Read(FieldSpec field, string path)
    {
        using var scope = NewDisposeScope();
        using var column = RowInputs.Read(FieldSpec.Given(field.Name, this, Channels.Count), path).Column;
        var steps = column.Count;
        var most = field.IsRagged ? steps : field.Shape[0];
        if (steps < most)
        {
            throw new InvalidDataException($"{path}: it has {steps} steps, and the field '{field.Name}' takes {most}");
        }

        var last = column.Fetch(Rows.Of([.. Enumerable.Range((int)(steps - most), (int)most).Select(step => (long)step)])).Values;
        var values = Scaling?.Apply(last) ?? last;
        Column series = field.IsRagged ? new RaggedColumn(new ResidentColumn(values), [0, steps], field.Padding) : new ResidentColumn(values.unsqueeze(0));
        return new NewValues(series, [Path.GetFileName(path)]);
    }
}
