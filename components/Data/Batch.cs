using ExperimentRunner.Components.Data.Columns;
using static TorchSharp.torch;

namespace ExperimentRunner.Components.Data;

/// <summary>A few rows of a data set: the values of the fields that models are given and asked for. Immutable; its tensors belong to the current dispose scope.</summary>
public sealed class Batch
{
    private readonly FieldValues[] values;

    /// <summary>A batch of these values.</summary>
    /// <param name="spec">The fields.</param>
    /// <param name="values">A value for each field of <paramref name="spec"/>, in its order; those of kept fields are left unset.</param>
    public Batch(DataSpec spec, params FieldValues[] values) => (Spec, this.values) = (spec, values);

    /// <summary>The fields.</summary>
    public DataSpec Spec { get; }

    /// <summary>The number of rows.</summary>
    public long Size => values[PlaceOf(FieldRole.Given)].Values.shape[0];

    /// <summary>The values of a field, [B, …]; rows of a ragged field are padded to the longest.</summary>
    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public Tensor this[string field] => values[PlaceOf(field)].Values;

    /// <summary>The one field that models are given, [B, …].</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public Tensor Input => values[OnlyPlaceOf(FieldRole.Given)].Values;

    /// <summary>The one field that models are asked for: int64 [B] for classes, float32 [B, values] for numbers.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public Tensor Target => values[OnlyPlaceOf(FieldRole.Asked)].Values;

    /// <summary>The length of each row of a ragged field, int64 [B].</summary>
    /// <exception cref="InvalidOperationException">There is no such field, or its rows do not differ in length.</exception>
    public Tensor Lengths(string field) => values[PlaceOf(field)].Lengths
        ?? throw new InvalidOperationException($"rows of the field '{field}' do not differ in length");

    /// <summary>Which places of a ragged field are padding, bool [B, longest row].</summary>
    /// <exception cref="InvalidOperationException">There is no such field, or its rows do not differ in length.</exception>
    public Tensor Padding(string field)
    {
        var lengths = Lengths(field);
        return arange(this[field].shape[1], device: lengths.device).unsqueeze(0).ge(lengths.unsqueeze(1));
    }

    /// <summary>Values and lengths of a field.</summary>
    public FieldValues Values(string field) => values[PlaceOf(field)];

    /// <summary>This batch with other values for one field.</summary>
    public Batch With(string field, FieldValues changed)
    {
        var copy = (FieldValues[])values.Clone();
        copy[PlaceOf(field)] = changed;
        return new Batch(Spec, copy);
    }

    /// <summary>This batch with other values for one field, whose lengths stay as they are.</summary>
    public Batch With(string field, Tensor changed) => With(field, Values(field) with { Values = changed });

    /// <summary>These values under another specification of the same fields, such as that of samples after augmentation.</summary>
    internal Batch As(DataSpec spec) => ReferenceEquals(spec, Spec) ? this : new Batch(spec, values);

    private int PlaceOf(string field)
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (Spec.Fields[place].Name == field && Spec.Fields[place].Role != FieldRole.Kept)
            {
                return place;
            }
        }

        throw new InvalidOperationException(Spec[field].Role == FieldRole.Kept
            ? $"no batch holds the field '{field}': samples are split by it" : $"this batch holds no values of the field '{field}'");
    }

    private int PlaceOf(FieldRole role)
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (Spec.Fields[place].Role == role)
            {
                return place;
            }
        }

        return -1;
    }

    private int OnlyPlaceOf(FieldRole role)
    {
        var found = -1;
        for (var place = 0; place < values.Length; place++)
        {
            if (Spec.Fields[place].Role == role)
            {
                found = found < 0 ? place : values.Length;
            }
        }

        if (found < 0 || found == values.Length)
        {
            _ = role == FieldRole.Given ? Spec.Input : Spec.Target; // says what there is
        }

        return found;
    }
}
