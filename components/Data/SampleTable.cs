using ExperimentRunner.Components.Data.Columns;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>A set of samples: a table with a column for each field, read a batch of rows at a time. Owns its columns.</summary>
public sealed class SampleTable : IDisposable
{
    private readonly Column[] columns;

    /// <summary>A table of these columns.</summary>
    /// <param name="spec">The fields.</param>
    /// <param name="columns">A column for each field of <paramref name="spec"/>, in its order.</param>
    /// <exception cref="ArgumentException">Columns are missing, or differ in their number of rows.</exception>
    public SampleTable(DataSpec spec, params Column[] columns)
    {
        if (columns.Length != spec.Fields.Count || columns.Any(column => column.Count != columns[0].Count))
        {
            throw new ArgumentException(
                $"{spec.Fields.Count} columns of equal length are needed, found columns of {string.Join(", ", columns.Select(column => column.Count))} rows", nameof(columns));
        }

        (Spec, this.columns) = (spec, columns);
    }

    /// <summary>The fields.</summary>
    public DataSpec Spec { get; }

    /// <summary>The number of samples.</summary>
    public long Count => columns[0].Count;

    /// <summary>About how many bytes of memory they take on their device; what is read from files as it is needed does not count.</summary>
    public long Bytes => columns.Sum(column => column.Bytes);

    /// <summary>The column of a field.</summary>
    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public Column this[string field] => columns[Spec.Fields.Index().First(entry => entry.Item == Spec[field]).Index];

    /// <summary>The class of each sample, for stratified splits and samplers; empty where a model is not asked for the class of a whole sample.</summary>
    public ReadOnlySpan<long> Labels
    {
        get
        {
            for (var place = 0; place < columns.Length; place++)
            {
                if (Spec.Fields[place] is { Role: FieldRole.Asked, Meaning.HasClasses: true, Shape.Count: 0 })
                {
                    return columns[place].Numbers;
                }
            }

            return [];
        }
    }

    /// <summary>Fetches a batch.</summary>
    /// <param name="rows">Which rows, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>Values owned by the current dispose scope.</returns>
    public Batch Fetch(Rows rows)
    {
        var values = new FieldValues[columns.Length];
        for (var place = 0; place < columns.Length; place++)
        {
            values[place] = Spec.Fields[place].Role == FieldRole.Kept ? default : columns[place].Fetch(rows);
        }

        return new Batch(Spec, values);
    }

    /// <summary>Learns, from the samples that train and from no other, what values are scaled by; most columns have nothing to learn. Called before <see cref="MoveTo"/>.</summary>
    /// <param name="training">The indices of the samples to train on.</param>
    public void Fit(ReadOnlySpan<long> training)
    {
        foreach (var column in columns)
        {
            column.Fit(training);
        }
    }

    /// <summary>Moves the samples to a device, once, before training.</summary>
    public void MoveTo(Device device)
    {
        for (var place = 0; place < columns.Length; place++)
        {
            if (Spec.Fields[place].Role != FieldRole.Kept)
            {
                columns[place].MoveTo(device);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var column in columns)
        {
            column.Dispose();
        }
    }
}
